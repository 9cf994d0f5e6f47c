using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Contracts.Organisations;
using Mithaq.Testing;
using static Mithaq.Silo.Tests.Messaging.RelayFixture;

namespace Mithaq.Silo.Tests.Messaging;

/// <summary>Who is told of which event, and of what in it.</summary>
public sealed class AudienceTests : IAsyncLifetime
{
    private static readonly Actor Ads = People.Ads.As(Role.Coordinator);
    private static readonly DateOnly Day = new(2026, 11, 2);
    private RelayFixture relay = null!;

    public async Task InitializeAsync() => relay = await Open();

    public async Task DisposeAsync() => await relay.DisposeAsync();

    [Fact]
    public async Task An_event_of_a_grain_goes_to_each_of_its_parties()
    {
        await relay.Drafted(People.Ads, People.Hcar, People.Ocp);
        await relay.Carry();
        relay.Bus.Taken.ShouldHaveSingleItem().RoutingKeys.ShouldBe(["ads.agreement.agreement-drafted", "hcar.agreement.agreement-drafted", "ocp.agreement.agreement-drafted"]);
    }

    [Fact]
    public async Task A_step_inside_a_party_goes_to_nobody_else()
    {
        await relay.Drafted(People.Ads, People.Hcar);
        await relay.Happened(Agreement, People.Hcar.As(Role.LegalOfficer), new TextStepApproved(People.Hcar.Organisation, Role.LegalOfficer, AgreementCases.Text));
        await relay.Carry(after: 1);
        relay.Keys.ShouldBe(["hcar.agreement.text-step-approved"]);
    }

    [Fact]
    public async Task A_step_inside_a_party_that_another_recorded_from_its_letter_goes_to_that_party()
    {
        await relay.Drafted(People.Ads, People.Commune);
        await relay.Happened(
            Agreement, Ads with { For = new(People.Commune.Organisation, AgreementCases.Letter) }, new TextStepApproved(People.Commune.Organisation, Role.LegalOfficer, AgreementCases.Text));
        await relay.Carry(after: 1);
        relay.Keys.ShouldBe(["commune-benguerir.agreement.text-step-approved"]);
    }

    [Fact]
    public async Task What_the_system_did_inside_a_party_that_is_not_named_goes_to_nobody_outside()
    {
        await relay.Drafted(People.Ads, People.Hcar);
        await relay.Happened(Agreement, Actor.System, new TextStepApproved(People.Hcar.Organisation, Role.LegalOfficer, AgreementCases.Text));
        await relay.Carry(after: 1);
        relay.Keys.ShouldBe(["platform.agreement.text-step-approved"]);
    }

    [Fact]
    public async Task An_organisation_alone_is_told_of_its_roles_whoever_gave_them()
    {
        await relay.Happened(GrainId.Organisation(People.Ads.Organisation), People.PlatformAdministrator, new MemberAdded(new(People.Ads.Coordinator, [Role.Coordinator], Day)));
        await relay.Carry();
        relay.Keys.ShouldBe(["ads.organisation.member-added"]);
    }

    [Theory, InlineData(1000), InlineData(1)]
    public async Task A_party_that_withdrew_is_told_of_its_withdrawal_and_of_nothing_after(int page)
    {
        await relay.Drafted(People.Ads, People.Hcar, People.Ocp);
        await relay.Happened(Agreement, Actor.System, new PartyWithdrew(People.Ocp.Organisation, Day));
        await relay.Happened(Agreement, Ads, new ReferenceRecorded(new("1", "order office", People.Ads.Organisation)));
        await relay.Carry(page: page);
        relay.Keys.Where(key => key.StartsWith("ocp.", StringComparison.Ordinal)).ShouldBe(["ocp.agreement.agreement-drafted", "ocp.agreement.party-withdrew"]);
        relay.Keys.ShouldContain("hcar.agreement.reference-recorded");
    }

    [Theory, InlineData(1000), InlineData(1)]
    public async Task One_that_accedes_is_told_of_its_accession_and_of_nothing_before(int page)
    {
        await relay.Drafted(People.Ads, People.Hcar);
        await relay.Happened(Agreement, Ads, new ReferenceRecorded(new("1", "order office", People.Ads.Organisation)));
        await relay.Happened(Agreement, Ads, new PartyAcceded(default, new(People.Ocp.Organisation), Day));
        await relay.Happened(Agreement, Ads, new ReferenceRecorded(new("2", "order office", People.Ads.Organisation)));
        await relay.Carry(page: page);
        relay.Keys.Where(key => key.StartsWith("ocp.", StringComparison.Ordinal)).ShouldBe(["ocp.agreement.party-acceded", "ocp.agreement.reference-recorded"]);
    }

    [Fact]
    public async Task One_that_comes_and_goes_within_a_page_is_told_of_what_was_between()
    {
        await relay.Drafted(People.Ads, People.Hcar);
        await relay.Happened(
            Agreement, Ads, new PartyAcceded(default, new(People.Ocp.Organisation), Day), new ReferenceRecorded(new("1", "order office", People.Ads.Organisation)),
            new PartyWithdrew(People.Ocp.Organisation, Day), new ReferenceRecorded(new("2", "order office", People.Ads.Organisation)));
        await relay.Carry();
        relay.Keys.Where(key => key.StartsWith("ocp.", StringComparison.Ordinal))
            .ShouldBe(["ocp.agreement.party-acceded", "ocp.agreement.reference-recorded", "ocp.agreement.party-withdrew"]);
    }

    [Fact]
    public async Task A_relay_that_begins_in_the_middle_knows_the_parties_of_that_moment()
    {
        await relay.Drafted(People.Ads, People.Hcar, People.Ocp);
        await relay.Happened(Agreement, Ads, new ReferenceRecorded(new("1", "order office", People.Ads.Organisation)));
        await relay.Happened(Agreement, Actor.System, new PartyWithdrew(People.Ocp.Organisation, Day));
        await relay.Carry(after: 1, page: 1);
        relay.Keys.ShouldBe([
            "ads.agreement.reference-recorded", "hcar.agreement.reference-recorded", "ocp.agreement.reference-recorded",
            "ads.agreement.party-withdrew", "hcar.agreement.party-withdrew", "ocp.agreement.party-withdrew"], ignoreOrder: true);
    }

    [Fact]
    public async Task Who_in_an_organisation_was_reminded_stays_inside()
    {
        await relay.Drafted(People.Ads, People.Hcar);
        var told = new Told(People.Ads.Organisation, Role.Coordinator, People.Ads.Coordinator);
        await relay.Happened(Agreement, Actor.System, new DeadlineStepsTaken("review", DeadlineKind.Other, Day, Day, [-7], -7, [told]));
        await relay.Carry(after: 1);
        var body = System.Text.Encoding.UTF8.GetString(relay.Bus.Taken.ShouldHaveSingleItem().Body);
        body.ShouldContain("\"key\":\"review\"");
        body.ShouldNotContain(People.Ads.Coordinator.ToString());
        body.ShouldNotContain("told");
    }
}
