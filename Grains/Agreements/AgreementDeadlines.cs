using Mithaq.Contracts;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Agreements;

/// <summary>Who is awaited for what, and what follows when a date has come.</summary>
internal static class AgreementDeadlines
{
    public static IReadOnlyList<OpenItem> OpenItems(Agreement agreement) =>
    [
        .. Reviewing.OpenItems(agreement),
        .. Signing.OpenItems(agreement),
        .. Formalities.OpenItems(agreement),
        .. EntryIntoForce.OpenItems(agreement),
        .. Renewing.OpenItems(agreement),
        .. Suspension.OpenItems(agreement),
        .. Ending.OpenItems(agreement),
        .. Disputes.OpenItems(agreement),
        .. Membership.OpenItems(agreement),
        .. AddendaSigning.OpenItems(agreement),
        .. Commitments.OpenItems(agreement),
        .. FundingItems.OpenItems(agreement),
        .. Evaluation.OpenItems(agreement),
        .. Closing.OpenItems(agreement),
    ];

    /// <summary>Late, repeated or about a date that is no more: nothing happens.</summary>
    public static Decision Reached(Agreement agreement, DeadlineReached reached, Context context)
    {
        var item = OpenItems(agreement).FirstOrDefault(i => i.Key == reached.Key && i.Deadline?.Nominal == reached.Nominal);
        if (item is null) return Decision.Nothing;
        var events = new List<IEvent>();
        if (agreement.Steps.Take(item, reached, agreement.PartyIds, context) is { } steps) events.Add(steps);
        if (reached.IsDue && item.Deadline!.EffectPending && HasCome(item.Deadline, reached, context)) events.AddRange(Effect(agreement, item, reached, context));
        return Decision.Of(events);
    }

    private static bool HasCome(Deadline deadline, DeadlineReached reached, Context context) =>
        (deadline.Effect is DueEffect.AtStart ? reached.Resolved : reached.Resolved.AddDays(1)) <= context.Today(deadline.Zone);

    private static IReadOnlyList<IEvent> Effect(Agreement agreement, OpenItem item, DeadlineReached reached, Context context) => item.Kind switch
    {
        DeadlineKind.Formality => Formalities.Silent(agreement, item, reached, context),
        DeadlineKind.EntryIntoForce => EntryIntoForce.WhenReady(agreement, context),
        DeadlineKind.Expiry => Renewing.Expire(agreement, context),
        DeadlineKind.Resumption => Suspension.ResumptionDue(agreement, item, context),
        DeadlineKind.Cure => Ending.CureOver(agreement, item),
        DeadlineKind.WithdrawalOfParty => Membership.Leave(agreement, item.Owes[0], context),
        DeadlineKind.TrancheDate => TrancheConditions.DateCame(agreement, item, reached),
        DeadlineKind.CommitmentOccurrence => Commitments.Miss(agreement, item, reached),
        DeadlineKind.AddendumEffect => AddendaSigning.EffectDue(agreement, item, context),
        _ => [],
    };
}
