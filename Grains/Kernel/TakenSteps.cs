using System.Collections.Immutable;
using Mithaq.Contracts;

namespace Mithaq.Grains.Kernel;

/// <summary>Which steps of which deadlines a grain has taken. A step's identity is (key, nominal date, step): each is taken once.</summary>
/// <param name="Steps">By "key|2027-03-01": states are read as JSON too, which knows no other keys than text.</param>
public sealed record TakenSteps(ImmutableDictionary<string, ImmutableArray<int>> Steps)
{
    public static TakenSteps None { get; } = new(ImmutableDictionary<string, ImmutableArray<int>>.Empty);

    public ImmutableArray<int> Of(string key, DateOnly nominal) => Steps.TryGetValue(Id(key, nominal), out var taken) ? taken : [];

    public TakenSteps With(DeadlineStepsTaken e) => new(Steps.SetItem(Id(e.Key, e.Nominal), Of(e.Key, e.Nominal).AddRange(e.Steps)));

    /// <summary>An item that waits until a date, with its kind's steps.</summary>
    public OpenItem Item(
        string key, DeadlineKind kind, IReadOnlyList<OrganisationId> owes, Role role, DateOnly since, DateOnly nominal, string zone,
        bool effectPending = true, DateOnly? silentUntil = null)
    {
        var terms = DeadlineTable.Of(kind);
        return new(key, kind, owes, role, since,
            new(nominal, terms.Rule, zone, terms.Steps, Of(key, nominal), terms.Effect, effectPending && terms.Effect is not DueEffect.None, silentUntil));
    }

    /// <summary>What follows when a date has come. Late, repeated or about a date that is no more: nothing happens.</summary>
    /// <param name="effect">What the grain does when the instant of the kind's effect has come.</param>
    public Decision Reached(
        IReadOnlyList<OpenItem> items, DeadlineReached reached, IReadOnlyList<OrganisationId> parties, Context context, Func<OpenItem, IReadOnlyList<IEvent>> effect)
    {
        var item = items.FirstOrDefault(i => i.Key == reached.Key && i.Deadline?.Nominal == reached.Nominal);
        if (item is null) return Decision.Nothing;
        var events = new List<IEvent>();
        if (Take(item, reached, parties, context) is { } steps) events.Add(steps);
        if (reached.IsDue && item.Deadline!.EffectPending && HasCome(item.Deadline, reached, context)) events.AddRange(effect(item));
        return Decision.Of(events);
    }

    private static bool HasCome(Deadline deadline, DeadlineReached reached, Context context) =>
        (deadline.Effect is DueEffect.AtStart ? reached.Resolved : reached.Resolved.AddDays(1)) <= context.Today(deadline.Zone);

    /// <summary>The notice for the steps that have come and are new, or null.</summary>
    public DeadlineStepsTaken? Take(OpenItem item, DeadlineReached reached, IReadOnlyList<OrganisationId> parties, Context context)
    {
        var taken = Of(reached.Key, reached.Nominal);
        var fresh = reached.Steps.Where(s => !taken.Contains(s) && item.Deadline!.Steps.Contains(s)).Order().ToArray();
        return fresh.Length == 0
            ? null
            : new(item.Key, item.Kind, reached.Nominal, reached.Resolved, fresh, fresh[^1], Escalation.Hearers(item, fresh[^1], parties, context));
    }

    private static string Id(string key, DateOnly nominal) => $"{key}|{nominal:O}";
}
