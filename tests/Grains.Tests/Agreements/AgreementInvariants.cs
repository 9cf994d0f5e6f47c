using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Agreements;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using static Mithaq.Grains.Agreements.AgreementStage;

namespace Mithaq.Grains.Tests.Agreements;

/// <summary>What each chapter promises, whatever has happened.</summary>
internal static class AgreementInvariants
{
    private static readonly AgreementStage[] Binding = [InForce, Suspended, Ended, Evaluated, Closed];

    /// <summary>What was owed alone stays owed by whoever left.</summary>
    private static readonly string[] OfRecord = ["occurrence:", "acceptance:", "tranche-", "delivery:", "formality:"];

    public static void Hold(GivenGrain given)
    {
        var agreement = given.Agreement();
        Items(given, agreement);
        if (agreement.Stage is None) return;
        agreement.Parties.Length.ShouldBeGreaterThanOrEqualTo(2);
        agreement.PartyIds.ShouldBeUnique();
        Text(agreement);
        EntryIntoForce(agreement);
        Money(agreement);
        foreach (var commitment in agreement.Commitments) Owed(agreement, commitment);
        foreach (var suspended in new[] { agreement.Stage is Suspended }.Where(_ => agreement.Stage is InForce or Suspended))
            suspended.ShouldBe(agreement.Suspensions.Any(s => s is { IsOpen: true, CoversAll: true }));
        if (agreement.Stage is Closed) Funding.Unsettled(agreement).ShouldBeEmpty();
    }

    private static void Items(GivenGrain given, Agreement agreement)
    {
        given.OpenItems.Select(i => i.Key).ShouldBeUnique();
        given.OpenItems.All(i => i.Owes.Count > 0).ShouldBeTrue(string.Join(", ", given.OpenItems.Where(i => i.Owes.Count == 0).Select(i => i.Key)));
        foreach (var item in given.OpenItems.Where(i => !OfRecord.Any(i.Key.StartsWith))) item.Owes.ShouldAllBe(party => agreement.IsParty(party), item.Key);
        foreach (var accession in agreement.Membership.Accessions.Values) agreement.IsParty(accession.Party.Organisation).ShouldBeFalse();
        if (agreement.Stage is None or Withdrawn or Closed or AgreementStage.Void) given.OpenItems.ShouldBeEmpty();
    }

    private static void Text(Agreement agreement)
    {
        agreement.Signing.Signatures.Values.ShouldAllBe(s => s.Text == agreement.Text.Hash);
        if (agreement.Stage is Draft or Review) agreement.Signing.Signatures.ShouldBeEmpty();
        if (agreement.Stage is Draft) agreement.Review.Approved.IsEmpty.ShouldBeTrue();
        if (agreement.Stage is Review) agreement.Review.Approved.Missing(agreement.PartyIds).ShouldNotBeEmpty();
        if (agreement.Stage is Approved or Signed) agreement.Review.Approved.Missing(agreement.PartyIds).ShouldBeEmpty();
        if (agreement.Stage is Approved) agreement.PartiesExcept(agreement.Signing.Signatures.Keys).ShouldNotBeEmpty();
        if (agreement.Stage is Signed) agreement.PartiesExcept(agreement.Signing.Signatures.Keys).ShouldBeEmpty();
    }

    private static void EntryIntoForce(Agreement agreement)
    {
        if (!Binding.Contains(agreement.Stage) || NeverInForce(agreement)) return;
        agreement.Formalities.ShouldAllBe(f => agreement.ResultOf(f.Id)!.Outcome == FormalityOutcome.Granted);
        DateOnly?[] days = [agreement.Signing.LastActDate, agreement.Terms.Effective, .. agreement.FormalityResults.Values.Select(r => (DateOnly?)r.On)];
        agreement.InForceOn.ShouldBe(days.Max());
    }

    /// <summary>It ended with its framework between its signature and its entry into force.</summary>
    private static bool NeverInForce(Agreement agreement) => agreement is { InForceOn: null, Ending.Ended.Cause: EndCause.FrameworkEnded };

    private static void Money(Agreement agreement)
    {
        foreach (var tranche in agreement.Tranches)
        {
            var state = agreement.Funding.Of(tranche.Id);
            new[] { 0, tranche.Amount.Amount }.ShouldContain(state.Paid);
            new[] { state.Left, state.Justified, state.Submitted, state.Reclaimed }.ShouldAllBe(amount => amount >= 0);
            var callable = (state.HeldFrom ?? state.Stage) is not TrancheStage.Planned;
            if (NeverInForce(agreement)) continue;
            if (Binding.Contains(agreement.Stage)) callable.ShouldBe(!TrancheConditions.Unmet(agreement, tranche).Any());
            else if (agreement.InForceOn is null) state.ShouldBe(TrancheState.Planned);
            (state.Paid > 0).ShouldBe(state.Stage is TrancheStage.Paid or TrancheStage.Received or TrancheStage.Justified or TrancheStage.Reclaimed);
            if (state.Stage is TrancheStage.Justified or TrancheStage.Reclaimed) (state.Left + state.Submitted).ShouldBe(0);
        }
        foreach (var contribution in agreement.Contributions)
            agreement.Funding.Deliveries.Values.Where(d => d.Contribution == contribution.Id && d.Answer != false).Sum(d => d.Amount)
                .ShouldBeLessThanOrEqualTo(contribution.Amount.Amount);
    }

    private static void Owed(Agreement agreement, Commitment commitment)
    {
        var known = agreement.Occurrences.KnownOf(commitment.Id).ToArray();
        var past = Occurrences.Dates(agreement, commitment).TakeWhile(due => due <= agreement.ImportedOn).Count();
        Occurrences.Open(agreement, commitment).Count().ShouldBeLessThanOrEqualTo(
            known.Count(o => o.Stage is not (OccurrenceStage.Accepted or OccurrenceStage.Waived)) + past + 1);
        known.Where(o => o.Stage is OccurrenceStage.Reported).ShouldAllBe(o => o.Reporter != null);
        known.Where(o => o.Stage is OccurrenceStage.Missed).ShouldAllBe(o => o.LastDay >= o.Due);
    }
}
