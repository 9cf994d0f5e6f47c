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

public class ProposingTests
{
    private static CaseProposed Happened(ProposeCase command) => new(
        Id, ProgrammeCases.ProgrammeId, "cooperatives", Words("Coopératives"), command.Beneficiary, Hcar.Organisation, Ads.Organisation,
        [Ads.Organisation, Hcar.Organisation], "Africa/Casablanca", "MAD", ProgrammeCases.Cooperatives.Stages, new(), command.ActDate, command.Needs, command.Documents);

    [Fact]
    public void A_case_copies_from_its_programme_what_it_needs_to_know()
    {
        var proposed = NoCase().When(Proposal(), Proposer).Then(Happened(Proposal()));

        proposed.Case().Terms.AnswerDays.ShouldBe(30);
        proposed.Rules.Links(proposed.Case()).ShouldBe(
        [
            Id, ProgrammeCases.ProgrammeId, GrainId.Organisation(Ads.Organisation), GrainId.Organisation(Hcar.Organisation),
            new("person", Amina.Person.ToString()!),
        ]);
    }

    [Fact]
    public void A_body_is_named_and_linked_to_no_person()
    {
        var proposed = NoCase().When(Proposal(Cooperative), Proposer).Then(Happened(Proposal(Cooperative)));
        proposed.Rules.Links(proposed.Case()).ShouldNotContain(link => link.Kind == "person");
    }

    [Theory]
    [InlineData("RC 1234", "register/RC1234")]
    [InlineData("rc-12/34", "register/RC1234")]
    [InlineData("RC ١٢٣٤", "register/RC1234")]
    [InlineData(" س.ت ۱۲", "register/ست12")]
    [InlineData("—", null)]
    [InlineData(null, null)]
    public void A_body_is_linked_to_its_register_number_and_asks_for_others_that_have_it(string? number, string? link)
    {
        var proposal = Proposal(Cooperative with { RegisterNumber = number });
        var proposed = NoCase().When(proposal, Proposer).ThenAccepted();
        GrainId? expected = link is null ? null : new GrainId(link);

        proposed.Rules.Links(proposed.Case()).Where(l => l.Kind == "register").ShouldBe(expected is { } register ? [register] : []);
        (proposed.Rules.Wants(proposed.Case(), proposal).Bodies ?? []).ShouldBe(expected is { } wanted ? [wanted] : []);
        proposed.Rules.Wants(proposed.Case(), Proposal()).ShouldBe(new(Beneficiary: Amina.Person));
    }

    [Fact]
    public void Nothing_is_proposed_while_the_agreement_stands_still()
    {
        var suspended = CaseCases.Programme() with { Standstills = new([new(On(2027, 1, 5), null)]) };
        NoCase(suspended).When(Proposal(), Proposer).ThenRefused(CaseRefusals.AgreementSuspended);
        NoCase(suspended with { Standstills = new([new(On(2027, 1, 5), On(2027, 1, 11))]) }).When(Proposal(), Proposer).ThenAccepted();
    }

    [Fact]
    public void A_project_lead_may_propose_and_an_observer_may_not()
    {
        var lead = Hcar.Named("lead");
        var hcar = TestOrganisations.Hcar with { Members = TestOrganisations.Hcar.Members.Add(new(lead, [Role.ProjectLead], On(2026, 1, 1))) };
        NoCase().Organisations(hcar).When(Proposal(), Hcar.As(lead)).ThenAccepted();
        NoCase().When(Proposal(), Hcar.As(Role.Observer)).ThenRefused(Refusals.LacksRole);
        NoCase().When(Proposal(), Actor.System).ThenRefused(Refusals.LacksRole);
    }

    [Fact]
    public void A_coordinator_proposes_for_a_party_without_accounts_from_its_letter()
    {
        var programme = CaseCases.Programme(null, Ads, Hcar, Commune);
        var letter = new RecordedFor(Commune.Organisation, Letter);
        NoCase(programme).When(Proposal(), Proposer with { For = letter }).ThenAccepted().Case().Proposer.ShouldBe(Commune.Organisation);
        NoCase(programme).When(Proposal(), Proposer with { For = new(Ads.Organisation, Letter) }).ThenRefused(Refusals.PartyHasAccounts);
        NoCase().When(Proposal(), Proposer with { For = letter }).ThenRefused(CaseRefusals.NotAmongParties);
    }

    [Fact]
    public void The_programme_runs_and_the_project_takes_cases()
    {
        NoCase().When(Proposal() with { Programme = GrainId.Programme(default) }, Proposer).ThenRefused(CaseRefusals.UnknownProgramme);
        foreach (var stage in new[] { "Open", "Proposed", "Closing", "Evaluated" })
            NoCase(CaseCases.Programme() with { Stage = Enum.Parse<Mithaq.Grains.Programmes.ProgrammeStage>(stage) })
                .When(Proposal(), Proposer).ThenRefused(CaseRefusals.ProgrammeNotRunning);
        NoCase(CaseCases.Programme() with { Stage = Mithaq.Grains.Programmes.ProgrammeStage.Approved }).When(Proposal(), Proposer).ThenAccepted();
        NoCase().When(Proposal() with { Project = "solar" }, Proposer).ThenRefused(CaseRefusals.UnknownProject);
        NoCase().When(Proposal() with { Project = "studies" }, Proposer).ThenRefused(CaseRefusals.TakesNoCases);
    }

    [Fact]
    public void Another_party_than_the_supporter_proposes_not_ahead_of_time()
    {
        NoCase().When(Proposal(), Supporter).ThenRefused(CaseRefusals.ProposedBySupporter);
        NoCase().When(Proposal(), Ocp.As(Role.Coordinator)).ThenRefused(CaseRefusals.NotAmongParties);
        NoCase().When(Proposal() with { ActDate = On(2027, 1, 12) }, Proposer).ThenRefused(Refusals.FutureActDate);
        Proposed().When(Proposal(), Proposer).ThenRefused(Refusals.AlreadyExists);
    }

    [Fact]
    public void A_second_open_case_of_the_same_beneficiary_takes_a_reason_that_is_recorded()
    {
        var twice = NoCase().SameBeneficiary(BodyId, CaseId);
        twice.When(Proposal(), Proposer).ThenRefused(CaseRefusals.Duplicate).Arguments["cases"].ShouldBe(BodyId.ToString());

        var overridden = Proposal() with { DuplicateOverride = "Deuxième projet" };
        twice.When(overridden, Proposer).Then(Happened(overridden) with { DuplicateOverride = "Deuxième projet", Duplicates = [BodyId] });
        NoCase().SameBeneficiary(CaseId).When(overridden, Proposer).Then(Happened(overridden));
    }

    [Fact]
    public void A_person_is_an_id_and_a_seal_and_never_a_name()
    {
        Wrong(Amina with { Name = Words("Amina") }, CaseRefusals.NamesAPerson, "/beneficiary/name");
        Wrong(Amina with { RegisterNumber = "AB1" }, CaseRefusals.NamesAPerson, "/beneficiary/registerNumber");
        Wrong(Amina with { Organisation = Ads.Organisation }, CaseRefusals.NamesAPerson, "/beneficiary/organisation");
        Wrong(Amina with { Person = null }, Refusals.Fields.Required, "/beneficiary/person");
        Wrong(Amina with { Seal = null }, Refusals.Fields.Required, "/beneficiary/seal");
        Wrong(Amina with { Seal = new("x") }, Refusals.Fields.NotAHash, "/beneficiary/seal");
        Wrong(Cooperative with { Person = Amina.Person }, CaseRefusals.NamesAPerson, "/beneficiary/person");
        Wrong(Cooperative with { Seal = Amina.Seal }, CaseRefusals.NamesAPerson, "/beneficiary/seal");
        Wrong(Cooperative with { Name = null }, Refusals.Fields.Required, "/beneficiary/name");
        Wrong(Cooperative with { Organisation = new("A.B") }, Refusals.Fields.NotASlug, "/beneficiary/organisation");
    }

    [Fact]
    public void What_is_left_out_is_a_wrong_field()
    {
        Wrong(Proposal() with { Beneficiary = null! }, Refusals.Fields.Required, "/beneficiary");
        Wrong(Proposal() with { Programme = Id }, Refusals.Fields.Required, "/programme");
        Wrong(Proposal() with { Project = null! }, Refusals.Fields.Required, "/project");
        Wrong(Proposal() with { ActDate = default }, Refusals.Fields.Required, "/actDate");
        Wrong(Proposal() with { Documents = [null!] }, Refusals.Fields.Required, "/documents/0");
        Wrong(Proposal() with { Documents = [.. Enumerable.Repeat(Paper, 21)] }, Refusals.Fields.TooMany, "/documents");
        Wrong(Proposal() with { DuplicateOverride = " " }, Refusals.Fields.Required, "/duplicateOverride");
    }

    private static void Wrong(Beneficiary beneficiary, string code, string pointer) => Wrong(Proposal(beneficiary), code, pointer);

    private static void Wrong(ProposeCase command, string code, string pointer) => NoCase().When(command, Proposer).ThenRefused(code, pointer);
}
