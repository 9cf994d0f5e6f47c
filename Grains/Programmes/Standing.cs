using System.Collections.Immutable;
using Mithaq.Contracts;
using Mithaq.Contracts.Programmes;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Programmes;

/// <summary>What the agreement's end put an end to: the programme as it was until then.</summary>
public sealed record CutShort(ProgrammeStage Stage, DateOnly To, ImmutableDictionary<Guid, PendingChange> Changes);

/// <summary>
/// What becomes of the agreement and its parties reaches the programme. Invariant: a note has its effect once. What a timer took for late, although the clocks
/// stood still by then as it turns out, is put right; that the period has begun or is over stands, whatever was suspended.
/// </summary>
internal static class Standing
{
    public static Decision Suspend(Programme programme, NoteProgrammeAgreementSuspended command, Context context)
    {
        if (IsOver(programme) || !programme.Standstills.WouldBegin(command.On)) return Decision.Nothing;
        Rectified Right(Type wrong, string key) => new(MessageNames.Of(wrong), key, "suspended-then", command.On);
        return
        [
            .. Approving.TakenForLate(programme, command.On) ? [Right(typeof(NotApprovedInTime), Execution.StartKey)] : Array.Empty<IEvent>(),
            .. Reporting.TakenForOverdue(programme, command.On).Select(report => Right(typeof(ReportOverdue), report)),
            new ProgrammeSuspended(command.On),
        ];
    }

    /// <summary>A second, earlier day puts right what a timer of the agreement had foreseen.</summary>
    public static Decision Resume(Programme programme, NoteProgrammeAgreementResumed command, Context context) =>
        !IsOver(programme) && programme.Standstills.WouldEnd(command.On) ? [new ProgrammeResumed(command.On)] : Decision.Nothing;

    public static Decision End(Programme programme, NoteProgrammeAgreementEnded command, Context context)
    {
        IReadOnlyList<IEvent> resumed = programme.IsSuspended ? [new ProgrammeResumed(command.On.AddDays(1))] : [];
        return Decision.Of(programme.Stage switch
        {
            ProgrammeStage.Open or ProgrammeStage.Proposed => [.. resumed, new ProgrammeAbandoned(command.On)],
            ProgrammeStage.Approved when command.On < programme.From => [.. resumed, new ProgrammeAbandoned(command.On)],
            ProgrammeStage.Approved or ProgrammeStage.Executing => [.. resumed, Execution.Ended(programme, command.On)],
            _ => resumed,
        });
    }

    /// <summary>The agreement's end was put right. What was passed on to another period, or is being evaluated, cannot be taken back.</summary>
    public static Decision Reinstate(Programme programme, NoteProgrammeAgreementEndRectified command, Context context)
    {
        if (programme.CutShort is null) return Decision.Nothing;
        if (programme.Stage is ProgrammeStage.Evaluated || programme.Evaluation is not { Rating: null, Waived.IsEmpty: true }
            || programme.Progress.Values.Any(p => p.Stage is ActivityStage.CarriedOver)) return Refusal.Of(ProgrammeRefusals.ClosingBegun);
        var wrong = programme.Stage is ProgrammeStage.Abandoned ? typeof(ProgrammeAbandoned) : typeof(ExecutionEnded);
        var reinstated = new ProgrammeReinstated(command.ActDate);
        return Decision.Of(
        [
            new Rectified(MessageNames.Of(wrong), "agreement-ended", command.Reason, command.ActDate), reinstated,
            .. Approving.WhenComplete(Apply(programme, reinstated), context.Today(programme.Zone), context),
        ]);
    }

    /// <summary>
    /// Who leaves is waited for no more: what waited for it alone is complete. Of two parties both stay, since both have to close the agreement.
    /// </summary>
    public static Decision ChangeParty(Programme programme, NoteProgrammeParty command, Context context)
    {
        var on = context.Today(programme.Zone);
        var changed = new ProgrammePartyChanged(command.Joined, command.Left, command.SucceededBy, on);
        // One that was abandoned may come back, and then with the parties of its agreement.
        if (programme.Stage is ProgrammeStage.Evaluated) return Decision.Nothing;
        if (command.Joined is { } joined) return programme.IsParty(joined) ? Decision.Nothing : [changed];
        if (command.Left is not { } left || !programme.IsParty(left)) return Decision.Nothing;
        if (command.SucceededBy is not null) return [changed];
        if (programme.Parties.Length <= 2) return Decision.Nothing;
        var after = Apply(programme, changed);
        return Decision.Of(
        [
            changed, .. Approving.WhenComplete(after, on, context), .. Changing.WhenComplete(after, on), .. Reporting.WhenComplete(after), .. Evaluating.WhenComplete(after, on),
        ]);
    }

    private static bool IsOver(Programme programme) => programme.Stage is ProgrammeStage.Evaluated or ProgrammeStage.Abandoned;

    public static Programme Apply(Programme programme, ProgrammeSuspended e) => programme with
    {
        Approval = Approving.TakenForLate(programme, e.On) ? programme.Approval with { AlertedOn = null } : programme.Approval,
        Reports = Reporting.TakenForOverdue(programme, e.On).Aggregate(programme.Reports, Reporting.NotOverdue),
        Standstills = programme.Standstills.Begun(e.On),
    };

    public static Programme Apply(Programme programme, ProgrammeResumed e) => programme with { Standstills = programme.Standstills.Ended(e.On) };

    /// <summary>What was to change in it has lapsed with it.</summary>
    public static Programme Apply(Programme programme, ProgrammeAbandoned _) =>
        programme with { Stage = ProgrammeStage.Abandoned, Changes = programme.Changes.Clear(), CutShort = Now(programme) };

    public static Programme Apply(Programme programme, ProgrammeReinstated _) => programme.CutShort is { } before
        ? programme with { Stage = before.Stage, To = before.To, Changes = before.Changes, CutShort = null }
        : programme;

    public static CutShort Now(Programme programme) => new(programme.Stage, programme.To, programme.Changes);

    public static Programme Apply(Programme programme, ProgrammePartyChanged e)
    {
        if (e.Joined is { } joined) return programme with { Parties = programme.Parties.Add(joined) };
        return e.SucceededBy is { } successor
            ? Succession.Of(programme, e.Left!.Value, successor)
            : programme with { Parties = programme.Parties.Remove(e.Left!.Value) };
    }
}
