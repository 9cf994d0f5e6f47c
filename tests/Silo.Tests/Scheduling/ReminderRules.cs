using System.Collections.Immutable;
using System.Globalization;
using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Kernel;

namespace Mithaq.Silo.Tests.Scheduling;

public enum ReminderStage { None, Open }

/// <summary>A date that the reminder waits for, in the words of one reference's number.</summary>
internal sealed record Reminder(string Key, DeadlineKind Kind, DateOnly Nominal, string Owes = "ads", string Zone = "Africa/Casablanca", DateOnly? SilentUntil = null)
{
    public static Reminder Of(string text)
    {
        var parts = text.Split('|');
        return new(parts[0], Enum.Parse<DeadlineKind>(parts[1]), Day(parts[2]), parts[3], parts[4], parts[5].Length == 0 ? null : Day(parts[5]));
    }

    public override string ToString() => string.Join('|', Key, Kind, Text(Nominal), Owes, Zone, SilentUntil is { } until ? Text(until) : "");

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

internal sealed record Reminders(ReminderStage Stage, ImmutableDictionary<string, Reminder> Open, ImmutableHashSet<string> Done, TakenSteps Steps)
{
    public IEnumerable<OpenItem> Items => Open.Values.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => Steps.Item(
        r.Key, r.Kind, [.. r.Owes.Split(',').Select(o => new OrganisationId(o))], Role.Coordinator, r.Nominal, r.Nominal, r.Zone, !Done.Contains(r.Key), r.SilentUntil));
}

/// <summary>The smallest grain with deadlines: a reference opens one, "drop KEY" closes it, "note" changes nothing of them. Keys with "deaf" never hear.</summary>
internal sealed class ReminderRules : GrainRules<Reminders, ReminderStage>
{
    private static readonly Permission<Reminders> Anyone = new("anyone", (_, _) => null);

    private static readonly Lifecycle<Reminders, ReminderStage> Table = new(r => r.Stage, ReminderStage.None)
    {
        { [ReminderStage.None, ReminderStage.Open], default(On<RecordReference>), Anyone, (_, command, _) => [new ReferenceRecorded(command.Reference)], "a date more or less" },
        { [ReminderStage.Open], default(On<DeadlineReached>), Anyone, Reached, "its time has come" },
    };

    public override string Kind => "reminder";

    public override bool IsKey(string key) => key.Length > 0;

    public override object Initial(GrainId grain) => new Reminders(ReminderStage.None, [], [], TakenSteps.None);

    protected override Lifecycle<Reminders, ReminderStage> Lifecycle => Table;

    protected override ReminderStage Stage(Reminders state) => state.Stage;

    protected override Reminders Evolve(Reminders state, IEvent happened) => happened switch
    {
        ReferenceRecorded { Reference: { Number: "note" } } => state,
        ReferenceRecorded { Reference: { Register: "done" } reference } => state with { Done = state.Done.Add(reference.Number) },
        ReferenceRecorded { Reference: { Register: "drop" } reference } => state with { Open = state.Open.Remove(reference.Number), Done = state.Done.Remove(reference.Number) },
        ReferenceRecorded { Reference: var reference } when Reminder.Of(reference.Number) is var r => state with { Stage = ReminderStage.Open, Open = state.Open.SetItem(r.Key, r) },
        DeadlineStepsTaken e => state with { Steps = state.Steps.With(e) },
        _ => throw new UnknownEventException(happened.GetType()),
    };

    protected override IReadOnlyList<OpenItem> OpenItems(Reminders state) => [.. state.Items];

    protected override IEnumerable<OrganisationId> Concerns(Reminders state, ICommand? command, Actor actor) => [];

    protected override IReadOnlyList<GrainId> Links(Reminders state) => [];

    protected override bool IsOpen(ReminderStage stage) => stage is ReminderStage.Open;

    private static Decision Reached(Reminders state, DeadlineReached reached, Context context)
    {
        var item = state.Items.FirstOrDefault(i => i.Key == reached.Key && i.Deadline!.Nominal == reached.Nominal);
        if (item is null || item.Key.Contains("deaf", StringComparison.Ordinal)) return Decision.Nothing;
        var events = new List<IEvent>();
        if (state.Steps.Take(item, reached, item.Owes, context) is { } taken) events.Add(taken);
        if (reached.IsDue && item.Deadline!.EffectPending) events.Add(new ReferenceRecorded(new Reference(item.Key, "done", item.Owes[0])));
        return Decision.Of(events);
    }
}
