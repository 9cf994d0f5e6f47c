using Mithaq.Contracts;
using Mithaq.Contracts.Programmes;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Programmes;

/// <param name="To">The first day on which it ran again; null: it stands still.</param>
public sealed record StandstillPeriod(DateOnly From, DateOnly? To);

/// <summary>What becomes of the agreement and its parties reaches the programme. Invariant: a note has its effect once.</summary>
internal static class Standing
{
    public static Decision Suspend(Programme programme, NoteProgrammeAgreementSuspended command, Context context) =>
        programme.IsSuspended || IsOver(programme) ? Decision.Nothing : [new ProgrammeSuspended(command.On)];

    public static Decision Resume(Programme programme, NoteProgrammeAgreementResumed command, Context context) =>
        programme.IsSuspended ? [new ProgrammeResumed(command.On)] : Decision.Nothing;

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

    /// <summary>Who leaves is waited for no more: what waited for it alone is complete. Of two parties both stay, since both have to close the agreement.</summary>
    public static Decision ChangeParty(Programme programme, NoteProgrammeParty command, Context context)
    {
        var on = context.Today(programme.Zone);
        var changed = new ProgrammePartyChanged(command.Joined, command.Left, command.SucceededBy, on);
        if (command.Joined is { } joined) return programme.IsParty(joined) || IsOver(programme) ? Decision.Nothing : [changed];
        if (command.Left is not { } left || !programme.IsParty(left) || IsOver(programme)) return Decision.Nothing;
        if (command.SucceededBy is not null) return [changed];
        if (programme.Parties.Length <= 2) return Decision.Nothing;
        var after = Apply(programme, changed);
        return Decision.Of(
        [
            changed, .. Approving.WhenComplete(after, on, context), .. Changing.WhenComplete(after, on), .. Reporting.WhenComplete(after), .. Evaluating.WhenComplete(after, on),
        ]);
    }

    /// <summary>The act date decides, whenever it is recorded.</summary>
    public static bool StandsStill(Programme programme, DateOnly day) => programme.Standstills.Any(s => s.From <= day && (s.To is null || day < s.To));

    private static bool IsOver(Programme programme) => programme.Stage is ProgrammeStage.Evaluated or ProgrammeStage.Abandoned;

    /// <summary>A date that was set before the agreement was suspended is so many days later.</summary>
    public static DateOnly DueOn(Programme programme, DateOnly since, DateOnly nominal)
    {
        var due = nominal;
        foreach (var period in programme.Standstills)
            if (period.To is { } to && to > since && period.From <= due && to > period.From)
                due = due.AddDays(to.DayNumber - (period.From > since ? period.From : since).DayNumber);
        return due;
    }

    public static Programme Apply(Programme programme, ProgrammeSuspended e) => programme with { Standstills = programme.Standstills.Add(new(e.On, null)) };

    public static Programme Apply(Programme programme, ProgrammeResumed e) =>
        programme with { Standstills = [.. programme.Standstills.Select(s => s.To is null ? s with { To = e.On } : s)] };

    /// <summary>What was to change in it has lapsed with it.</summary>
    public static Programme Apply(Programme programme, ProgrammeAbandoned _) =>
        programme with { Stage = ProgrammeStage.Abandoned, Changes = programme.Changes.Clear() };

    public static Programme Apply(Programme programme, ProgrammePartyChanged e)
    {
        if (e.Joined is { } joined) return programme with { Parties = programme.Parties.Add(joined) };
        return e.SucceededBy is { } successor ? Succession.Of(programme, e.Left!.Value, successor) : programme with { Parties = programme.Parties.Remove(e.Left!.Value) };
    }
}
