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
        .. Programmes.OpenItems(agreement),
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

    public static Decision Reached(Agreement agreement, DeadlineReached reached, Context context) =>
        agreement.Steps.Reached(OpenItems(agreement), reached, agreement.PartyIds, context, item => Effect(agreement, item, reached, context));

    private static IReadOnlyList<IEvent> Effect(Agreement agreement, OpenItem item, DeadlineReached reached, Context context) => item.Kind switch
    {
        DeadlineKind.Formality => Formalities.Silent(agreement, item, reached, context),
        DeadlineKind.EntryIntoForce => EntryIntoForce.WhenReady(agreement, context),
        DeadlineKind.ProgrammeOpening => Programmes.OpeningDue(agreement, context),
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
