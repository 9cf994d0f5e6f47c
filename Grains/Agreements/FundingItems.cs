using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;

namespace Mithaq.Grains.Agreements;

/// <summary>Who is awaited for money: the recipient's call, the funder's payment, the receipt, the justification and its answer; a delivery's answer.</summary>
internal static class FundingItems
{
    /// <summary>An agreement that ended with its framework before it was in force asks for no money.</summary>
    public static IEnumerable<OpenItem> OpenItems(Agreement agreement) =>
        agreement.InForceOn is not null && agreement.Stage is AgreementStage.InForce or AgreementStage.Suspended or AgreementStage.Ended or AgreementStage.Evaluated
            ? agreement.Tranches.SelectMany(t => Tranche(agreement, t, agreement.Funding.Of(t.Id))).Concat(Deliveries(agreement))
            : [];

    private static IEnumerable<OpenItem> Tranche(Agreement agreement, Tranche tranche, TrancheState state)
    {
        var funder = Funding.Funder(agreement, tranche);
        var since = state.Since ?? agreement.InForceOn!.Value;
        switch (state.Stage)
        {
            case TrancheStage.Planned:
                foreach (var condition in TrancheConditions.Unmet(agreement, tranche).Where(c => c.Kind is TrancheConditionKind.Date))
                    yield return Item(agreement, TrancheConditions.Key(tranche, condition), DeadlineKind.TrancheDate, funder, since, condition.On);
                break;
            case TrancheStage.Callable:
                yield return Item(agreement, $"tranche-call:{tranche.Id}", DeadlineKind.TranchePayment, tranche.Recipient, since, null);
                break;
            case TrancheStage.Called:
                yield return Item(agreement, $"tranche-payment:{tranche.Id}", DeadlineKind.TranchePayment, funder, since, state.DueBy);
                break;
            case TrancheStage.Paid:
                yield return Item(agreement, $"tranche-receipt:{tranche.Id}", DeadlineKind.TrancheReceipt, tranche.Recipient, since, state.DueBy);
                break;
            case TrancheStage.Received:
                if (state.Left > 0) yield return Item(agreement, $"tranche-justification:{tranche.Id}", DeadlineKind.TrancheJustification, tranche.Recipient, since, state.DueBy);
                if (state.Submitted > 0)
                    yield return Item(agreement, $"tranche-acceptance:{tranche.Id}", DeadlineKind.TrancheJustification, funder, since, null);
                break;
        }
    }

    private static IEnumerable<OpenItem> Deliveries(Agreement agreement) => agreement.Funding.Deliveries.Where(d => d.Value.Answer is null)
        .Select(d => new OpenItem($"delivery:{d.Key}", DeadlineKind.Other, agreement.PartiesExcept([d.Value.Party]), Role.Coordinator, d.Value.On));

    /// <summary>A suspension stops the clocks of money.</summary>
    private static OpenItem Item(Agreement agreement, string key, DeadlineKind kind, OrganisationId owes, DateOnly since, DateOnly? due) =>
        due is { } nominal && !Suspension.Covers(agreement, null)
            ? agreement.Item(
                key, kind, [owes], Role.FinanceOfficer, since, Suspension.DueOn(agreement, null, nominal, kind is DeadlineKind.TrancheDate ? null : since))
            : new(key, kind, [owes], Role.FinanceOfficer, since);
}
