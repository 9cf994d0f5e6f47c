using System.Collections.Immutable;
using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Kernel;
using Fields = Mithaq.Contracts.Refusals.Fields;

namespace Mithaq.Grains.Agreements;

/// <param name="OpenSpecifics">A framework's specific agreements that are neither closed, withdrawn nor void.</param>
/// <param name="FrameworkSuspension">A specific agreement's framework stands still.</param>
public sealed record FamilyState(ImmutableHashSet<GrainId> OpenSpecifics, FrameworkSuspended? FrameworkSuspension)
{
    public static FamilyState None { get; } = new([], null);
}

/// <summary>
/// Frameworks and their specific agreements. Invariants: a specific agreement opens only under a framework in force, on its axes, among its parties and
/// further ones; its framework's suspension reaches it, and so does its framework's end unless it survives.
/// </summary>
internal static class Family
{
    public static Decision OpenSpecific(Agreement agreement, OpenSpecific command, Context context)
    {
        if (agreement.Kind is not AgreementKind.Framework) return Refusal.Of(AgreementRefusals.NotAFramework, ("kind", agreement.Kind));
        IReadOnlyList<Party> parties = [.. agreement.Parties, .. command.FurtherParties ?? []];
        var check = new Check().Text("/title", command.Title)
            .Count("/axes", command.Axes, agreement.Substance?.Axes is { Count: > 0 } ? 1 : 0, 100).Unique("/axes", command.Axes, a => a);
        check.Each("/axes", command.Axes, (at, axis) => check.That(agreement.HasAxis(axis), at, Fields.UnknownReference, ("value", axis)));
        ContentChecks.Parties(check, "/parties", parties);
        if (check.Refusal is { } invalid) return invalid;
        if (Formation.Unknown(command.FurtherParties ?? [], context) is { } unknown) return unknown;
        return
        [
            new SpecificOpened(
                GrainId.Agreement(context.NewId(0)), command.Title, context.Actor.Party, parties, command.Axes, agreement.Ends, command.SurvivesParent),
        ];
    }

    public static Decision SpecificClosed(Agreement agreement, NoteSpecificClosed command, Context context) =>
        agreement.Family.OpenSpecifics.Contains(command.Specific) ? [new SpecificClosed(command.Specific)] : Decision.Nothing;

    public static Decision FrameworkSuspended(Agreement agreement, NoteFrameworkSuspended command, Context context)
    {
        if (agreement.Family.FrameworkSuspension is not null || agreement.Parentage is null) return Decision.Nothing;
        var noted = new FrameworkSuspended(command.ActDate, command.Reason, command.ExtendsTerm);
        return agreement.Stage is AgreementStage.InForce or AgreementStage.Suspended
            ? Decision.Of([noted, .. SuspendedWith(Apply(agreement, noted), agreement.InForceOn!.Value, context)])
            : [noted];
    }

    public static Decision FrameworkResumed(Agreement agreement, NoteFrameworkResumed command, Context context)
    {
        if (agreement.Family.FrameworkSuspension is null) return ResumedEarlier(agreement, command.ActDate);
        var noted = new FrameworkResumed(command.ActDate);
        var open = agreement.Suspensions.FirstOrDefault(s => s is { IsOpen: true, Cause: SuspensionCause.Framework });
        return open is null ? [noted] : [noted, Suspension.Resumed(agreement, open.Id, command.ActDate > open.From ? command.ActDate : open.From)];
    }

    /// <summary>The framework ran again sooner than its timer knew, and so did this.</summary>
    private static Decision ResumedEarlier(Agreement agreement, DateOnly on)
    {
        if (agreement.Stage is not (AgreementStage.InForce or AgreementStage.Suspended)) return Decision.Nothing;
        if (agreement.Suspensions.LastOrDefault(s => s.Cause is SuspensionCause.Framework) is not { To: { } to } period || on >= to || to == period.From) return Decision.Nothing;
        return
        [
            new Rectified(MessageNames.Of(typeof(AgreementResumed)), $"resumption:{period.Id}", "resumed-earlier", on),
            Suspension.Resumed(agreement, period.Id, on > period.From ? on : period.From),
        ];
    }

    public static Decision FrameworkEnded(Agreement agreement, NoteFrameworkEnded command, Context context)
    {
        if (agreement.Parentage is not { SurvivesParent: false }) return Decision.Nothing;
        return agreement.Stage switch
        {
            AgreementStage.Draft or AgreementStage.Review or AgreementStage.Approved => [new AgreementWithdrawn(agreement.Initiator, "framework-ended")],
            AgreementStage.Signed or AgreementStage.InForce or AgreementStage.Suspended =>
                Decision.Of(Ending.EndOn(agreement, command.On, EndCause.FrameworkEnded, null, command.On, "framework-ended")),
            _ => Decision.Nothing,
        };
    }

    /// <summary>It ended with its framework: because that had ended, or because its own term was cut to the framework's.</summary>
    public static Decision FrameworkEndRectified(Agreement agreement, NoteFrameworkEndRectified command, Context context)
    {
        if (agreement.Parentage is not { SurvivesParent: false } parentage || agreement.Ending.Ended is not { } ended) return Decision.Nothing;
        var free = agreement with { Parentage = parentage with { FrameworkEnds = null } };
        var own = agreement.InForceOn is null ? null : Renewing.LastDay(free, agreement.Renewal.Renewals.Length);
        if (ended.Cause is not EndCause.FrameworkEnded && !(ended.Cause is EndCause.Expired && ended.On == parentage.FrameworkEnds && own != ended.On)) return Decision.Nothing;
        return agreement.Stage is AgreementStage.Ended
            ? [new Rectified(MessageNames.Of(typeof(AgreementEnded)), "expiry", command.Reason, command.ActDate), new AgreementRunsOn(command.ActDate, own)]
            : Refusal.Of(AgreementRefusals.EvaluatedAlready, ("ended", ended.On));
    }

    public static Decision SpecificReinstated(Agreement agreement, NoteSpecificReinstated command, Context context) =>
        new Check().Grain("/specific", command.Specific, "agreement").Refusal is { } invalid ? invalid
        : agreement.Family.OpenSpecifics.Contains(command.Specific) ? Decision.Nothing : [new SpecificReinstated(command.Specific)];

    public static Decision FrameworkTermChanged(Agreement agreement, NoteFrameworkTermChanged command, Context context)
    {
        if (agreement.Parentage is not { } parentage || parentage.FrameworkEnds == command.FrameworkEnds) return Decision.Nothing;
        var after = agreement with { Parentage = parentage with { FrameworkEnds = command.FrameworkEnds } };
        var running = agreement.Stage is AgreementStage.InForce or AgreementStage.Suspended;
        return [new FrameworkTermChanged(command.FrameworkEnds, running ? Renewing.LastDay(after, after.Renewal.Renewals.Length) : agreement.Ends)];
    }

    /// <summary>A specific agreement that enters into force while its framework stands still does not run either.</summary>
    public static IEnumerable<IEvent> SuspendedWith(Agreement agreement, DateOnly inForce, Context context) => agreement.Family.FrameworkSuspension is { } framework
        ? LateSuspension.Begin(agreement, new(
            context.NewId(0), SuspensionCause.Framework, null, framework.ActDate > inForce ? framework.ActDate : inForce, framework.Reason, [], framework.ExtendsTerm))
        : [];

    public static Agreement Apply(Agreement agreement, SpecificOpened e) =>
        agreement with { Family = agreement.Family with { OpenSpecifics = agreement.Family.OpenSpecifics.Add(e.Agreement) } };

    public static Agreement Apply(Agreement agreement, SpecificClosed e) =>
        agreement with { Family = agreement.Family with { OpenSpecifics = agreement.Family.OpenSpecifics.Remove(e.Specific) } };

    public static Agreement Apply(Agreement agreement, SpecificReinstated e) =>
        agreement with { Family = agreement.Family with { OpenSpecifics = agreement.Family.OpenSpecifics.Add(e.Specific) } };

    /// <summary>The framework's term is not known until it is told, and so is a suspension of it.</summary>
    public static Agreement Apply(Agreement agreement, AgreementRunsOn e)
    {
        var runs = Renewing.NotEnded(agreement) with
        {
            Ends = e.Ends, Parentage = agreement.Parentage! with { FrameworkEnds = null }, Family = agreement.Family with { FrameworkSuspension = null },
        };
        return agreement.InForceOn is null ? runs with { Stage = AgreementStage.Signed } : Suspension.Settle(runs);
    }

    public static Agreement Apply(Agreement agreement, FrameworkSuspended e) => agreement with { Family = agreement.Family with { FrameworkSuspension = e } };

    public static Agreement Apply(Agreement agreement, FrameworkResumed _) => agreement with { Family = agreement.Family with { FrameworkSuspension = null } };

    public static Agreement Apply(Agreement agreement, FrameworkTermChanged e) =>
        agreement with { Parentage = agreement.Parentage! with { FrameworkEnds = e.FrameworkEnds }, Ends = e.Ends };
}
