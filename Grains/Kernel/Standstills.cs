using System.Collections.Immutable;

namespace Mithaq.Grains.Kernel;

/// <summary>Clocks stood still from 00:00 of <paramref name="From"/> until 00:00 of <paramref name="To"/> (null: they still do).</summary>
public sealed record Standstill(DateOnly From, DateOnly? To)
{
    public bool IsOpen => To is null;

    public bool Covers(DateOnly day) => From <= day && (To is null || day < To);
}

/// <summary>When clocks stood still. Spans may overlap: a day that stood still twice over counts once.</summary>
public sealed record Standstills(ImmutableArray<Standstill> Spans)
{
    public static Standstills None { get; } = new([]);

    /// <summary>They stand still now.</summary>
    public bool IsOpen => Spans.Any(s => s.IsOpen);

    /// <summary>The days that stood still, of spans that are over.</summary>
    public int Days => Disjoint().Sum(s => s.To.DayNumber - s.From.DayNumber);

    public bool Covers(DateOnly day) => Spans.Any(s => s.Covers(day));

    /// <summary>Whether it tells anything new that they stand still from that day on.</summary>
    public bool WouldBegin(DateOnly on) => !Spans.Any(s => s.IsOpen && s.From <= on);

    /// <summary>Whether it tells anything new that they run again from that day on: they stand still, or ran again sooner than was known.</summary>
    public bool WouldEnd(DateOnly on) => Spans.Any(s => s.IsOpen || on < s.To);

    public Standstills Begun(DateOnly on) => new(Spans.Add(new(on, null)));

    /// <summary>Whatever stands still runs again; when nothing does, what ran again last did so sooner.</summary>
    public Standstills Ended(DateOnly on)
    {
        var last = IsOpen ? null : Spans.Max(s => s.To);
        return new([.. Spans.Select(s => s.To == last ? s with { To = on > s.From ? on : s.From } : s)]);
    }

    public Standstills And(Standstills others) => new(Spans.AddRange(others.Spans));

    /// <summary>
    /// When something is due whose clock began to run on a day and would have run out on another: later by the days from the one to the other that stood still.
    /// Of a span that is open nobody knows how long it lasts: it does not count yet.
    /// </summary>
    public DateOnly DueOn(DateOnly since, DateOnly nominal)
    {
        var due = nominal;
        foreach (var (from, to) in Disjoint())
        {
            var first = from > since ? from : since;
            if (first <= due && first < to) due = due.AddDays(to.DayNumber - first.DayNumber);
        }
        return due;
    }

    /// <summary>Spans that are over, oldest first, each without the days of those before it.</summary>
    private IEnumerable<(DateOnly From, DateOnly To)> Disjoint()
    {
        var covered = DateOnly.MinValue;
        foreach (var span in Spans.Where(s => !s.IsOpen).OrderBy(s => s.From))
        {
            var from = span.From > covered ? span.From : covered;
            if (span.To <= from) continue;
            yield return (from, span.To!.Value);
            covered = span.To.Value;
        }
    }
}
