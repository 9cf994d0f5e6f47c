using Mithaq.Contracts;
using Mithaq.Contracts.Cases;
using Mithaq.Contracts.Programmes;
using Mithaq.Grains.Cases;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using static Mithaq.Testing.AgreementCases;
using static Mithaq.Testing.CaseCases;
using static Mithaq.Testing.People;
using static Mithaq.Testing.Rules.RuleTests;

namespace Mithaq.Grains.Tests.Cases;

public class FoundingTests
{
    private static readonly RecordFounding Founding = new(BodyId, On(2027, 1, 20));

    [Fact]
    public void A_person_is_linked_to_the_cooperative_it_founds()
    {
        var founder = Supported().Beside(Body()).When(Founding, Supporter).Then(new BodyFounded(BodyId, On(2027, 1, 20)));
        founder.When(Founding, Proposer).ThenRefused(CaseRefusals.FoundingRecordedAlready);
        Graduated().Beside(Body()).When(Founding, Proposer).ThenAccepted();
    }

    [Fact]
    public void The_body_learns_who_founded_it_once()
    {
        var note = new NoteFounder(CaseId, Amina.Person!.Value, On(2027, 1, 20));
        var linked = Body().When(note, Actor.System).Then(new FounderLinked(CaseId, Amina.Person.Value, On(2027, 1, 20)));
        linked.When(note, Actor.System).ThenNothing();
        linked.Rules.Links(linked.Case()).ShouldNotContain(link => link.Kind == "person", "its founder's other cases are no duplicates of it");
        Body().When(note, Supporter).ThenRefused(Refusals.SystemOnly);
    }

    [Fact]
    public void Persons_found_bodies_under_the_same_agreement()
    {
        Body().Beside(Supported()).When(Founding with { Body = CaseId }, Supporter).ThenRefused(CaseRefusals.NotAPersonsCase);
        var person = Supported();
        person.When(Founding, Supporter).ThenRefused(CaseRefusals.UnknownBody);
        person.When(Founding with { Body = CaseId }, Supporter).ThenRefused(CaseRefusals.UnknownBody);
        person.Beside(BodyId, Body().Case() with { Agreement = GrainId.Agreement(default) }).When(Founding, Supporter).ThenRefused(CaseRefusals.UnknownBody);
        person.Beside(BodyId, Body().Case() with { Beneficiary = Amina }).When(Founding, Supporter).ThenRefused(CaseRefusals.NotABody);
        person.Beside(Body()).When(Founding with { ActDate = On(2027, 2, 2) }, Supporter).ThenRefused(Refusals.FutureActDate);
        person.When(Founding with { Body = Id }, Supporter).ThenRefused(Refusals.Fields.Required, "/body");
        person.When(Founding with { ActDate = default }, Supporter).ThenRefused(Refusals.Fields.Required, "/actDate");
    }
}
