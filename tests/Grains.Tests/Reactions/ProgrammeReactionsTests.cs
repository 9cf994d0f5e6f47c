using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Contracts.Committees;
using Mithaq.Contracts.Programmes;
using Mithaq.Grains.Reactions;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using static Mithaq.Testing.AgreementCases;
using static Mithaq.Testing.Rules.RuleTests;

namespace Mithaq.Grains.Tests.Reactions;

/// <summary>What programmes hear, and what they bring about.</summary>
public sealed class ProgrammeReactionsTests
{
    private static readonly OrganisationId Ads = People.Ads.Organisation;
    private static readonly OrganisationId Hcar = People.Hcar.Organisation;
    private static readonly GrainId Programme = ProgrammeCases.ProgrammeId;
    private static readonly GrainId Committee = GrainId.Committee(new("3f9b1e3c-5a77-4a53-9d3e-2f1f6f0c1a44"));
    private static readonly GivenGrain Agreement = Draft(People.Ads, People.Hcar).Events(new GovernanceSet(new(ProgrammeByDecision: true))).SignedOn(2026, 10, 5);

    private static Effect Each(ISystemCommand command) => new Effect.ToEach("programme", Id, command);

    /// <summary>What programmes hear; other kinds of grains hear of the same events.</summary>
    private static Effect[] From(GivenGrain after, IEvent happened) =>
        [.. Grains.Reactions.Reactions.All.React(after.Grain, after.State<object>(), happened).Where(effect => MessageNames.GrainOf(effect.Command.GetType()) == "programme")];

    private static ProgrammeOpened Opened(string period, DateOnly from, DateOnly to) =>
        new(ProgrammeCases.IdOf(period), period, null, from, to, On(2026, 9, 30), On(2026, 11, 30), On(2028, 3, 31));

    [Fact]
    public void A_programme_that_the_agreement_opened_begins_with_copies_of_what_it_needs()
    {
        var opened = Opened("2027", On(2027, 1, 1), On(2027, 12, 31));

        var effect = From(Agreement.Events(opened), opened).ShouldHaveSingleItem().ShouldBeOfType<Effect.To>();

        effect.Target.ShouldBe(Programme);
        var command = effect.Command.ShouldBeOfType<OpenProgramme>();
        (command.Parties, command.Axes).ShouldSatisfyAllConditions(
            () => command.Parties.ShouldBe([Ads, Hcar]), () => command.Axes.Select(axis => axis.Id).ShouldBe(["solar"]));
        command.ShouldBe(new(
            Id, "2027", null, On(2027, 1, 1), On(2027, 12, 31), command.Parties, "Africa/Casablanca", "MAD", command.Axes, ByDecision: true,
            On(2026, 9, 30), On(2026, 11, 30), On(2028, 3, 31)));
    }

    [Fact]
    public void It_carries_over_from_the_period_that_ended_last_before_it()
    {
        ProgrammeOpened[] periods =
        [
            Opened("2027", On(2027, 1, 1), On(2027, 12, 31)), Opened("2030", On(2030, 1, 1), On(2030, 12, 31)), Opened("2028", On(2028, 1, 1), On(2028, 12, 31)),
            Opened("2029", On(2029, 1, 1), On(2029, 12, 31)),
        ];

        GrainId?[] from = [.. periods.Select((opened, i) => From(Agreement.Events([.. periods.Take(i + 1)]), opened).Select(e => ((OpenProgramme)e.Command).CarriesOverFrom).Single())];

        from.ShouldBe([null, ProgrammeCases.IdOf("2027"), ProgrammeCases.IdOf("2027"), ProgrammeCases.IdOf("2028")]);
    }

    [Fact]
    public void Only_a_suspension_of_the_whole_agreement_stops_its_programmes_until_nothing_holds_it_still()
    {
        AgreementSuspended Suspended(int n, params string[] commitments) =>
            new(new Guid(n, 0, 0, new byte[8]), SuspensionCause.Agreed, Ads, On(2026, 11, n), "a pause", commitments, ExtendsTerm: true);
        AgreementResumed Resumed(int n) => new(new Guid(n, 0, 0, new byte[8]), On(2026, 12, n), null);
        var twice = Agreement.Events(Suspended(1), Suspended(2));

        From(Agreement.Events(Suspended(1)), Suspended(1)).ShouldBe([Each(new NoteProgrammeAgreementSuspended(On(2026, 11, 1)))]);
        From(Agreement.Events(Suspended(1, "reports")), Suspended(1, "reports")).ShouldBeEmpty();
        From(twice.Events(Resumed(1)), Resumed(1)).ShouldBeEmpty();
        From(twice.Events(Resumed(1), Resumed(2)), Resumed(2)).ShouldBe([Each(new NoteProgrammeAgreementResumed(On(2026, 12, 2)))]);
    }

    [Fact]
    public void The_end_of_the_agreement_and_every_change_of_its_parties_is_told()
    {
        From(Agreement, new AgreementEnded(On(2027, 6, 30), EndCause.CommonAccord)).ShouldBe([Each(new NoteProgrammeAgreementEnded(On(2027, 6, 30)))]);
        From(Agreement, new AgreementVoided("visa", On(2027, 6, 30))).ShouldBe([Each(new NoteProgrammeAgreementEnded(On(2027, 6, 30)))]);
        From(Agreement, new PartyAcceded(Guid.Empty, new(Hcar), On(2027, 1, 1))).ShouldBe([Each(new NoteProgrammeParty(Hcar, null, null))]);
        From(Agreement, new PartyWithdrew(Hcar, On(2027, 1, 1))).ShouldBe([Each(new NoteProgrammeParty(null, Hcar, null))]);
        From(Agreement, new PartySucceeded(Hcar, Ads)).ShouldBe([Each(new NoteProgrammeParty(null, Hcar, Ads))]);
    }

    [Fact]
    public void Only_a_unanimous_decision_about_a_programme_approves_it_or_its_change()
    {
        var change = Guid.Parse("4f9b1e3c-5a77-4a53-9d3e-2f1f6f0c1a55");
        DecisionAdopted Adopted(DecisionKind kind, bool unanimous, Guid? pending = null) =>
            new(Guid.Empty, "d1", new(kind, "Programme 2027", Programme, pending), null, [Ads, Hcar], unanimous, On(2026, 11, 1));
        Effect[] Of(DecisionAdopted adopted) => [.. ToProgrammes.Decide(Committee, adopted)];
        NoteProgrammeDecision Note(Guid? pending, DecisionAdopted adopted) => new(Committee, Guid.Empty, "d1", pending, adopted.For, On(2026, 11, 1));
        var (whole, part) = (Adopted(DecisionKind.Programme, true), Adopted(DecisionKind.Programme, true, change));

        Of(whole).ShouldBe([new Effect.To(Programme, Note(null, whole))]);
        Of(part).ShouldBe([new Effect.To(Programme, Note(change, part))]);
        Of(Adopted(DecisionKind.Programme, unanimous: false)).ShouldBeEmpty();
        Of(Adopted(DecisionKind.Other, unanimous: true)).ShouldBeEmpty();
    }

    [Fact]
    public void A_report_that_every_party_accepted_reaches_the_agreement()
    {
        var accepted = new ReportAccepted("2027", Hcar, On(2028, 2, 1));
        var programme = ProgrammeCases.Reported(People.Ads, People.Hcar);

        Grains.Reactions.Reactions.All.React(Programme, programme.State<object>(), accepted).ShouldBe([new Effect.To(Id, new NoteReportAccepted("2027", Programme, On(2028, 2, 1)))]);
    }

    [Fact]
    public void What_is_carried_over_reaches_the_next_period()
    {
        var next = ProgrammeCases.IdOf("2028");
        var carried = new ItemsCarriedOver("2028", next, [new("workshop", Words("Atelier"), "cooperatives", Mad(10))]);

        Grains.Reactions.Reactions.All.React(Programme, null, carried).ShouldBe([new Effect.To(next, new NoteCarriedOver(Programme, carried.Items))]);
    }
}
