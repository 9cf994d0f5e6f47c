using Mithaq.Contracts;
using Mithaq.Contracts.Programmes;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Programmes;

/// <summary>What an earlier period carried over to this one.</summary>
public sealed record CarriedIn(GrainId From, CarriedOver Item, DateOnly On, bool Dismissed = false);

/// <summary>
/// Invariants: an activity is carried over once, with no more than what its project has left; what arrives is noted once. Each activity of the plan that goes
/// on with a key takes up one item of that key, the oldest first: two periods may have carried over the same key, and what nothing takes up waits again.
/// </summary>
internal static class CarryingOver
{
    private const int Most = 100;

    /// <summary>The programme of that period, as its agreement derives its id.</summary>
    public static GrainId Of(Programme programme, string period) => GrainId.Programme(Ids.Derive(new Guid(programme.Agreement.Key), $"programme:{period}"));

    public static Decision Carry(Programme programme, CarryOver command, Context context)
    {
        var check = new Check().Text("/toPeriod", command.ToPeriod, 40).Count("/items", command.Items, 1, Most).Unique("/items", command.Items, i => i.Activity);
        check.Each("/items", command.Items, (at, item) => _ = item.Unspent is { } unspent ? check.Money($"{at}/unspent", unspent, programme.Currency) : check);
        if ((check.Refusal ?? ActDates.Refuses(command.ActDate, programme.Zone, context)) is { } invalid) return invalid;
        var to = Of(programme, command.ToPeriod);
        if (context.Of<Programme>(to) is not { Stage: ProgrammeStage.Open or ProgrammeStage.Proposed or ProgrammeStage.Approved or ProgrammeStage.Executing } next || next.From <= programme.From)
            return Refusal.Of(ProgrammeRefusals.UnknownNextPeriod, ("period", command.ToPeriod));

        var carried = new List<CarriedOver>();
        var after = programme;
        foreach (var item in command.Items)
        {
            if (programme.Activities.FirstOrDefault(a => a.Id == item.Activity) is not { } activity)
                return Refusal.Of(ProgrammeRefusals.UnknownActivity, ("activity", item.Activity));
            if (Activities.IsSettled(programme.Progress.GetValueOrDefault(activity.Id)?.Stage))
                return Refusal.Of(ProgrammeRefusals.ActivitySettled, ("activity", activity.Id));
            var left = Spending.Unspent(after, activity.Project);
            if (item.Unspent is { } unspent && unspent.Amount > left)
                return Refusal.Of(ProgrammeRefusals.UnspentExceeds, ("activity", activity.Id), ("most", new Money(left, programme.Currency)));
            carried.Add(new(activity.Id, activity.Title, activity.Project, item.Unspent));
            after = Apply(after, new ItemsCarriedOver(command.ToPeriod, to, [carried[^1]]));
        }
        return [new ItemsCarriedOver(command.ToPeriod, to, carried)];
    }

    public static Decision Note(Programme programme, NoteCarriedOver command, Context context)
    {
        if (programme.Stage is ProgrammeStage.Evaluated or ProgrammeStage.Abandoned) return Decision.Nothing;
        var check = new Check().Grain("/from", command.From, "programme").Count("/items", command.Items, 0, Most);
        check.Each("/items", command.Items, (at, item) => check.Text($"{at}/activity", item.Activity));
        if (check.Refusal is { } invalid) return invalid;
        var known = programme.CarriedIn.Where(c => c.From == command.From).Select(c => c.Item.Activity).ToHashSet();
        var fresh = (command.Items ?? []).Where(i => !known.Contains(i.Activity)).ToArray();
        return fresh.Length == 0 ? Decision.Nothing : [new CarriedOverNoted(command.From, fresh, context.Today(programme.Zone))];
    }

    public static Decision Dismiss(Programme programme, DismissCarriedOver command, Context context)
    {
        if (new Check().Text("/reason", command.Reason, 2000).Refusal is { } invalid) return invalid;
        return Waiting(programme).Any(c => c.Item.Activity == command.Activity)
            ? [new CarriedOverDismissed(command.Activity, context.Actor.Party, command.Reason)]
            : Refusal.Of(ProgrammeRefusals.NothingCarriedOver, ("activity", command.Activity));
    }

    /// <summary>What is neither dismissed nor taken up by an activity.</summary>
    private static IEnumerable<CarriedIn> Waiting(Programme programme) => programme.CarriedIn.Where(c => !c.Dismissed).GroupBy(c => c.Item.Activity)
        .SelectMany(same => same.Skip(programme.Activities.Count(a => a.CarriedFrom == same.Key)));

    public static Programme Apply(Programme programme, ItemsCarriedOver e)
    {
        var progress = programme.Progress;
        foreach (var item in e.Items)
        {
            var activity = programme.Activities.First(a => a.Id == item.Activity);
            var before = progress.GetValueOrDefault(activity.Id);
            progress = progress.SetItem(activity.Id, new(ActivityStage.CarriedOver, before?.On ?? programme.To, before?.To ?? activity.To, item.Unspent?.Amount ?? 0));
        }
        return programme with { Progress = progress };
    }

    public static Programme Apply(Programme programme, CarriedOverNoted e) =>
        programme with { CarriedIn = programme.CarriedIn.AddRange(e.Items.Select(item => new CarriedIn(e.From, item, e.On))) };

    /// <summary>The oldest of that key that waits.</summary>
    public static Programme Apply(Programme programme, CarriedOverDismissed e)
    {
        var dismissed = Waiting(programme).First(c => c.Item.Activity == e.Activity);
        return programme with { CarriedIn = programme.CarriedIn.Replace(dismissed, dismissed with { Dismissed = true }) };
    }

    public static IEnumerable<OpenItem> OpenItems(Programme programme) =>
        programme.IsUnapproved || programme.Stage is ProgrammeStage.Approved or ProgrammeStage.Executing
            ? Waiting(programme).Select(c => new OpenItem(
                $"carried-over:{c.From.Key}:{c.Item.Activity}", DeadlineKind.Other, programme.Turn(programme.Project(c.Item.Project)?.Lead), Role.Coordinator, c.On))
            : [];
}
