using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Agreements;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using static Mithaq.Testing.AgreementCases;
using static Mithaq.Testing.People;
using static Mithaq.Testing.Rules.RuleTests;

namespace Mithaq.Grains.Tests.Agreements;

/// <summary>What recurring commitments owe once an addendum brought or changed them. In force since 5 October 2026; signed on 10 March 2027, which is today.</summary>
public class AmendedCommitmentsTests
{
    private static readonly DateOnly Today = On(2027, 3, 10);

    private static readonly Commitment Reports = new(
        "reports", Words("Informer"), [Ads.Organisation], [Hcar.Organisation], CommitmentForce.Firm, new(EveryMonths: 1));

    private static GivenGrain InForce(params Commitment[] commitments) => Draft(Ads, Hcar).Events(new CommitmentsSet(commitments)).SignedOn(2026, 10, 5).On(Today);

    private static GivenGrain Amended(GivenGrain given, Commitment commitment, DateOnly? signedOn = null)
    {
        var id = Ids.Derive(given.CommandId, 0);
        var proposed = given.After(new ProposeAddendum(Words("Avenant"), [Clause("3", "Rapports")], new(Commitments: [commitment])), Ads.As(Role.Coordinator));
        var hash = proposed.Agreement().Addenda.Open[id].Proposed.Hash;
        return new[] { Ads, Hcar }.Aggregate(
            new[] { Ads, Hcar }.Aggregate(proposed, (g, party) => g.After(new ApproveAddendum(id, hash), party.As(Role.Coordinator))),
            (g, party) => g.After(new SignAddendum(id, party.Signatory, hash, signedOn ?? Today, Paper), party.As(Role.Coordinator)));
    }

    private static IEnumerable<DateOnly?> Owed(GivenGrain given) =>
        given.OpenItems.Where(i => i.Key.StartsWith("occurrence:", StringComparison.Ordinal)).Select(i => i.Deadline?.Nominal);

    [Fact]
    public void What_an_addendum_brings_is_owed_from_the_day_on_which_it_takes_effect()
    {
        Owed(Amended(InForce(), Reports)).ShouldBe([On(2027, 4, 5)]);
        Owed(Amended(InForce(), Reports with { Recurrence = new(On(2027, 1, 15), 1) })).ShouldBe([On(2027, 3, 15)]);
        Owed(Amended(InForce(), Reports with { Recurrence = new(On(2026, 12, 10), 1) })).ShouldBe([Today]);
    }

    [Fact]
    public void Recorded_late_it_is_owed_from_the_day_of_the_last_signature() => Owed(Amended(InForce(), Reports, On(2027, 3, 1))).ShouldBe([On(2027, 3, 5)]);

    [Fact]
    public void What_it_changes_keeps_what_was_settled_or_missed_and_asks_for_no_more_of_the_past()
    {
        var missed = InForce(Reports).Events(
            new OccurrenceMissed("reports", On(2026, 11, 5), On(2026, 11, 5)), new OccurrenceAccepted("reports", On(2026, 12, 5), Hcar.Organisation, On(2026, 12, 6)),
            new OccurrenceMissed("reports", On(2027, 1, 5), On(2027, 1, 5)), new OccurrenceMissed("reports", On(2027, 2, 5), On(2027, 2, 5)),
            new OccurrenceMissed("reports", On(2027, 3, 5), On(2027, 3, 5)));

        var amended = Amended(missed, Reports with { Recurrence = new(On(2026, 11, 20), 1) });

        Owed(amended).ShouldBe([On(2026, 11, 5), On(2027, 1, 5), On(2027, 2, 5), On(2027, 3, 5), On(2027, 3, 20)]);
        amended.Agreement().Occurrences.Of("reports", On(2026, 12, 5))!.Stage.ShouldBe(OccurrenceStage.Accepted);
    }

    [Fact]
    public void What_was_due_before_it_and_not_missed_yet_is_still_owed_and_can_be_missed()
    {
        var behind = InForce(Reports).On(2026, 11, 6);

        var amended = Amended(behind, Reports with { Recurrence = new(On(2026, 11, 20), 1) }, On(2026, 11, 6));

        Owed(amended).ShouldBe([On(2026, 11, 5), On(2026, 11, 20)]);
        amended.WhenDue("occurrence:reports:2026-11-05").Then(new OccurrenceMissed("reports", On(2026, 11, 5), On(2026, 11, 5)));
    }
}
