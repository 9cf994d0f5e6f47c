using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Agreements;

/// <summary>In force at the latest of effective date, last signature and last formality; from 00:00 of that day.</summary>
internal static class EntryIntoForce
{
    /// <summary>The day on which the agreement enters into force, or null while something is missing.</summary>
    public static DateOnly? Day(Agreement agreement)
    {
        if (agreement.Stage is not AgreementStage.Signed || agreement.Signing.LastActDate is not { } day) return null;
        if (agreement.Terms.Effective is { } effective && effective > day) day = effective;
        foreach (var formality in agreement.Formalities)
        {
            if (agreement.ResultOf(formality.Id) is not { Outcome: FormalityOutcome.Granted } granted) return null;
            if (granted.On > day) day = granted.On;
        }
        return day;
    }

    /// <summary>The entry into force when its day has come already; otherwise nothing, and the deadline brings it.</summary>
    public static IReadOnlyList<IEvent> WhenReady(Agreement agreement, Context context)
    {
        if (Day(agreement) is not { } day || day > context.Today(agreement.Zone)) return [];
        var inForce = new AgreementCameIntoForce(day, Renewing.LastDay(agreement with { InForceOn = day }, renewals: 0));
        return
        [
            inForce,
            .. TrancheConditions.CallableAtOnce(agreement, day),
            .. Programmes.WhenInForce(Apply(agreement, inForce), context.Today(agreement.Zone)),
            .. Family.SuspendedWith(agreement, day, context),
        ];
    }

    public static Agreement Apply(Agreement agreement, AgreementCameIntoForce e) =>
        agreement with { Stage = AgreementStage.InForce, InForceOn = e.On, Ends = e.Ends };

    public static IEnumerable<OpenItem> OpenItems(Agreement agreement) => Day(agreement) is { } day
        ? [agreement.Item("entry-into-force", DeadlineKind.EntryIntoForce, agreement.PartyIds, Role.Coordinator, agreement.Signing.LastActDate!.Value, day)]
        : [];
}
