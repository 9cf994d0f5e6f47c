using System.Globalization;
using Mithaq.Contracts;

namespace Mithaq.Silo.Feeds.Deadlines;

/// <summary>An open item with a deadline, as the index keeps it: all that is needed to resolve it again and to tell its grain.</summary>
/// <param name="Owes">Organisations, comma-separated, in order.</param>
/// <param name="Steps">Steps not yet taken, comma-separated, ascending.</param>
/// <param name="Effect">What the grain still has to do on the date, or None.</param>
/// <param name="SilentUntil">Steps and effects up to this local date are never told.</param>
/// <param name="Resolved">The nominal date, moved by rule and calendars.</param>
/// <param name="NextAt">The next thing to tell, in microseconds since 1970; null when all is told.</param>
public sealed record DeadlineRow(
    string Stream, string Key, DeadlineKind Kind, string Owes, DateOnly Nominal, DayRule Rule, string Zone, string Steps, DueEffect Effect,
    DateOnly? SilentUntil, DateOnly Resolved, long? NextAt)
{
    /// <summary>In the form of an item just opened; neither resolved nor scheduled.</summary>
    public static DeadlineRow Of(string stream, OpenItem item, Deadline deadline) => new(
        stream, item.Key, item.Kind, Joined(item.Owes), deadline.Nominal, deadline.Rule, deadline.Zone, Untaken(deadline),
        deadline.EffectPending ? deadline.Effect : DueEffect.None, deadline.SilentUntil, deadline.Nominal, null);

    public IEnumerable<OrganisationId> Owing() => Owes.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(o => new OrganisationId(o));

    public IReadOnlyList<int> UntakenSteps()
    {
        var steps = new List<int>();
        foreach (var range in Steps.AsSpan().Split(','))
            if (Steps.AsSpan(range) is { IsEmpty: false } step) steps.Add(int.Parse(step, CultureInfo.InvariantCulture));
        return steps;
    }

    private static string Joined(IReadOnlyList<OrganisationId> owes) =>
        owes.Count == 1 ? owes[0].Value : string.Join(',', owes.Select(o => o.Value).Order(StringComparer.Ordinal));

    private static string Untaken(Deadline deadline)
    {
        if (deadline.Steps.Count == 0) return "";
        var untaken = deadline.Steps.Where(step => !deadline.Taken.Contains(step)).ToArray();
        Array.Sort(untaken);
        return string.Join(',', untaken);
    }
}

/// <summary>A row whose time has come.</summary>
/// <param name="AsOf">The journal position at which the row took its present form.</param>
public sealed record DueDeadline(DeadlineRow Row, long AsOf);
