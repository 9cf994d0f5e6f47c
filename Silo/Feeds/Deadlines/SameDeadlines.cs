using Mithaq.Contracts;

namespace Mithaq.Silo.Feeds.Deadlines;

/// <summary>Whether open items lead to the same rows, without making the rows. Lists in records compare by reference, hence by hand.</summary>
internal static class SameDeadlines
{
    public static bool Are(OpenItem[] before, OpenItem[] after)
    {
        if (before.Length != after.Length) return false;
        for (var i = 0; i < before.Length; i++)
            if (!Is(before[i], after[i])) return false;
        return true;
    }

    private static bool Is(OpenItem before, OpenItem after) => ReferenceEquals(before, after)
        || (before.Key == after.Key && before.Kind == after.Kind && Same(before.Owes, after.Owes) && Is(before.Deadline!, after.Deadline!));

    private static bool Is(Deadline before, Deadline after) =>
        before.Nominal == after.Nominal && before.Rule == after.Rule && before.Effect == after.Effect && before.EffectPending == after.EffectPending
        && before.SilentUntil == after.SilentUntil && before.Zone == after.Zone && Same(before.Steps, after.Steps) && Same(before.Taken, after.Taken);

    private static bool Same<T>(IReadOnlyList<T> before, IReadOnlyList<T> after) where T : IEquatable<T>
    {
        if (ReferenceEquals(before, after)) return true;
        if (before.Count != after.Count) return false;
        for (var i = 0; i < before.Count; i++)
            if (!before[i].Equals(after[i])) return false;
        return true;
    }
}
