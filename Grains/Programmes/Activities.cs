using System.Collections.Immutable;
using Mithaq.Contracts;
using Mithaq.Contracts.Programmes;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Programmes;

public enum ActivityStage { Planned, Started, Done, Delayed, Cancelled, CarriedOver }

/// <summary>Where an activity stands once something has happened to it since it was planned.</summary>
/// <param name="On">The act date of what happened last.</param>
/// <param name="To">Its last day as it is known now.</param>
/// <param name="Unspent">Carried over only: what went with it.</param>
/// <param name="SetOn">When that last day was set by a delay or a change; null: it is the plan's.</param>
public sealed record ActivityProgress(ActivityStage Stage, DateOnly On, DateOnly To, decimal Unspent = 0, DateOnly? SetOn = null);

/// <summary>Invariant: what is done, cancelled or carried over stays so.</summary>
internal static class Activities
{
    public static Decision Start(Programme programme, StartActivity command, Context context)
    {
        if (Find(programme, command.Activity, command.ActDate, context, out _) is { } refusal) return refusal;
        return programme.Progress.GetValueOrDefault(command.Activity)?.Stage is ActivityStage.Started
            ? Refusal.Of(ProgrammeRefusals.ActivityUnderWay, ("activity", command.Activity))
            : [new ActivityStarted(command.Activity, context.Actor.Party, command.ActDate)];
    }

    public static Decision Complete(Programme programme, CompleteActivity command, Context context)
    {
        var check = PlanChecks.Documents(new Check(), "/evidence", command.Evidence).Text("/note", command.Note, 2000, required: false);
        PlanChecks.Participants(check, "/participants", command.Participants);
        return (check.Refusal ?? Find(programme, command.Activity, command.ActDate, context, out _)) is { } refusal
            ? refusal
            : [new ActivityDone(command.Activity, context.Actor.Party, command.ActDate, command.Evidence, command.Participants, command.Note)];
    }

    public static Decision Delay(Programme programme, DelayActivity command, Context context)
    {
        var check = PlanChecks.Days(new Check().Text("/reason", command.Reason, 2000), "", programme, command.From, command.To);
        return (check.Refusal ?? Find(programme, command.Activity, command.ActDate, context, out _)) is { } refusal
            ? refusal
            : [new ActivityDelayed(command.Activity, context.Actor.Party, command.From, command.To, command.Reason, command.ActDate)];
    }

    public static Decision Cancel(Programme programme, CancelActivity command, Context context) =>
        (new Check().Text("/reason", command.Reason, 2000).Refusal ?? Find(programme, command.Activity, command.ActDate, context, out _)) is { } refusal
            ? refusal
            : [new ActivityCancelled(command.Activity, context.Actor.Party, command.Reason, command.ActDate)];

    public static bool IsSettled(ActivityStage? stage) => stage is ActivityStage.Done or ActivityStage.Cancelled or ActivityStage.CarriedOver;

    /// <summary>The activity, which must be open, led by the caller's party (or by one that has left), and not dated before what happened to it last.</summary>
    private static Refusal? Find(Programme programme, string id, DateOnly actDate, Context context, out Activity activity)
    {
        activity = programme.Activities.FirstOrDefault(a => a.Id == id)!;
        if (activity is null) return Refusal.Of(ProgrammeRefusals.UnknownActivity, ("activity", id));
        var lead = Lead(programme, activity);
        if (!programme.Turn(lead).Contains(context.Actor.Party)) return Refusal.Of(ProgrammeRefusals.NotTheLead, ("organisation", lead), ("activity", id));
        var progress = programme.Progress.GetValueOrDefault(id);
        if (IsSettled(progress?.Stage)) return Refusal.Of(ProgrammeRefusals.ActivitySettled, ("activity", id));
        return new Check().InOrder("/actDate", progress?.On ?? programme.Approval.On, actDate).Refusal ?? ActDates.Refuses(actDate, programme.Zone, context);
    }

    public static OrganisationId? Lead(Programme programme, Activity activity) => activity.Lead ?? programme.Project(activity.Project)?.Lead;

    /// <summary>A change has replaced it: new days, and nothing but its start has happened.</summary>
    public static ImmutableDictionary<string, ActivityProgress> Replanned(Programme programme, Activity activity, DateOnly on)
    {
        var started = programme.Progress.GetValueOrDefault(activity.Id) is { Stage: ActivityStage.Started } progress ? progress : null;
        return programme.Progress.SetItem(activity.Id, new(started?.Stage ?? ActivityStage.Planned, started?.On ?? on, activity.To, SetOn: on));
    }

    public static Programme Apply(Programme programme, ActivityStarted e) => With(programme, e.Activity, ActivityStage.Started, e.ActDate, null);

    public static Programme Apply(Programme programme, ActivityDone e) => With(programme, e.Activity, ActivityStage.Done, e.ActDate, null);

    public static Programme Apply(Programme programme, ActivityDelayed e) => With(programme, e.Activity, ActivityStage.Delayed, e.ActDate, e.To);

    public static Programme Apply(Programme programme, ActivityCancelled e) => With(programme, e.Activity, ActivityStage.Cancelled, e.ActDate, null);

    private static Programme With(Programme programme, string id, ActivityStage stage, DateOnly on, DateOnly? to)
    {
        var last = to ?? LastDay(programme, programme.Activities.First(a => a.Id == id));
        return programme with
        {
            Progress = programme.Progress.SetItem(id, new(stage, on, last, SetOn: to is null ? programme.Progress.GetValueOrDefault(id)?.SetOn : on)),
        };
    }

    private static DateOnly LastDay(Programme programme, Activity activity) => programme.Progress.GetValueOrDefault(activity.Id)?.To ?? activity.To;

    public static IEnumerable<OpenItem> OpenItems(Programme programme)
    {
        if (!programme.IsUnderWay) yield break;
        foreach (var activity in programme.Activities)
        {
            var progress = programme.Progress.GetValueOrDefault(activity.Id);
            if (!IsSettled(progress?.Stage))
                yield return programme.Item(
                    $"activity:{activity.Id}", DeadlineKind.Activity, programme.Turn(Lead(programme, activity)), Role.ProjectLead,
                    progress?.On ?? programme.Approval.On!.Value, LastDay(programme, activity), setOn: progress?.SetOn ?? programme.Approval.On!.Value);
        }
    }
}
