using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Contracts.Participations;
using Mithaq.Grains.Participations;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using static Mithaq.Grains.Tests.Participations.ParticipationCases;
using Fields = Mithaq.Contracts.Refusals.Fields;

namespace Mithaq.Grains.Tests.Participations;

public class LoggingTests
{
    private static readonly TurnIntoDraft Turn = new(
        "forum", AgreementKind.Partnership, Words("Partenariat"), "Africa/Casablanca", "MAD", [new(People.Mgpap.Organisation), new(People.Lafayette.Organisation)]);

    private static GivenGrain WithContact => IsHeld.After(new LogContact("forum", To, President), Lead);

    [Fact]
    public void A_working_meeting_is_noted_with_whom_about_what_and_its_results()
    {
        IsHeld.When(new LogWorkingMeeting(From, [President], "Coopération", "Rencontres scientifiques"), Lead)
            .Then(new WorkingMeetingLogged(From, [President], "Coopération", "Rencontres scientifiques")).Participation().Meetings.Length.ShouldBe(1);
        IsHeld.When(new LogWorkingMeeting(From, null!, "x"), Lead).ThenRefused(Fields.TooFew, "/with");
        IsHeld.When(new LogWorkingMeeting(From, [null!], null!), Lead).ThenRefused(Fields.Required, "/with/0");
        IsHeld.When(new LogWorkingMeeting(From, [new(null!)], "x"), Lead).ThenRefused(Fields.Required, "/with/0/capacity");
        IsHeld.When(new LogWorkingMeeting(To.AddDays(2), [President], "x"), Lead).ThenRefused(Refusals.FutureActDate);
        IsInvited.When(new LogWorkingMeeting(Planned, [President], "x"), Lead).ThenRefused(Refusals.WrongStage);
    }

    [Fact]
    public void A_visit_is_noted_by_office_and_the_person_by_id_alone()
    {
        var visitor = new Counterpart(Words("Ministre de la solidarité"), Organisation: People.Ministry.Organisation);

        IsHeld.When(new LogVisit(From, visitor, "Centres Amal"), Lead).Then(new VisitLogged(From, visitor, "Centres Amal")).Participation().Visits.Length.ShouldBe(1);
        IsHeld.When(new LogVisit(From, null!), Lead).ThenRefused(Fields.Required, "/visitor");
        IsHeld.When(new LogVisit(From, visitor with { Person = default(PersonId) }), Lead).ThenRefused(Fields.Required, "/visitor/person");
        IsHeld.When(new LogVisit(From, visitor with { Organisation = new("nobody") }), Lead).ThenRefused(Fields.UnknownReference, "/visitor/organisation");
        IsHeld.When(new LogVisit(To.AddDays(2), visitor), Lead).ThenRefused(Refusals.FutureActDate);
    }

    [Fact]
    public void A_contact_has_a_key_of_its_own()
    {
        WithContact.Participation().Contact("forum").ShouldBe(new Contact(new ContactLogged("forum", To, President, null)));
        WithContact.When(new LogContact("forum", To, President), Lead).ThenRefused(Fields.Duplicate, "/contact");
        WithContact.When(new LogContact(null!, To, null!), Lead).ThenRefused(Fields.Required, "/with");
        WithContact.When(new LogContact("next", To.AddDays(2), President), Lead).ThenRefused(Refusals.FutureActDate);
    }

    [Fact]
    public void A_contact_becomes_a_draft_once_even_after_everything_is_followed_up()
    {
        var followedUp = WithContact.After(new SubmitMissionReport(AgreementCases.Paper, To), Lead).After(new MarkFollowedUp(), Coordinator);
        var agreement = GrainId.Agreement(Ids.Derive(followedUp.CommandId, 0));

        var turned = followedUp.When(Turn, Coordinator).Then(new ContactTurnedIntoDraft(
            "forum", agreement, AgreementKind.Partnership, Words("Partenariat"), "Africa/Casablanca", "MAD", People.Mgpap.Organisation, Turn.Parties));

        turned.Participation().Contact("forum")!.Draft.ShouldBe(agreement);
        turned.When(Turn, Coordinator).ThenRefused(ParticipationRefusals.AlreadyADraft);
        WithContact.When(Turn, Lead).ThenRefused(Refusals.LacksRole);
        WithContact.When(Turn, Stranger).ThenRefused(Refusals.NotAParty);
    }

    [Fact]
    public void A_draft_wants_a_known_contact_known_parties_and_us_among_them()
    {
        WithContact.When(Turn with { Contact = "other" }, Coordinator).ThenRefused(ParticipationRefusals.UnknownContact);
        WithContact.When(Turn with { Kind = AgreementKind.Specific }, Coordinator).ThenRefused(AgreementRefusals.OpensThroughFramework);
        WithContact.When(Turn with { Parties = null! }, Coordinator).ThenRefused(Fields.TooFew, "/parties");
        WithContact.When(Turn with { Parties = [new(People.Mgpap.Organisation), null!] }, Coordinator).ThenRefused(Fields.Required, "/parties/1");
        WithContact.When(Turn with { Parties = [new(People.Mgpap.Organisation), new(new("nobody"))] }, Coordinator).ThenRefused(Refusals.UnknownOrganisation);
        WithContact.When(Turn with { Parties = [new(People.Ads.Organisation), new(People.Hcar.Organisation)] }, Coordinator)
            .ThenRefused(AgreementRefusals.InitiatorNotAmongParties);
        WithContact.When(Turn with { Zone = "Mars", Currency = null! }, Coordinator).ThenRefused(Fields.UnknownCurrency, "/currency");
    }
}
