using Mithaq.Contracts;
using Mithaq.Contracts.Participations;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Participations;

/// <summary>Invariants: an event ends no earlier than it begins; a session's key stands once.</summary>
internal static class Planning
{
    private const int MostSessions = 200;

    public static Decision Plan(Participation participation, PlanParticipation command, Context context)
    {
        var check = new Check().Occasion(command.Occasion, context.Zones).Part(command.Roles, command.Presents).Range("/reportDays", command.ReportDays, 1, 180);
        return check.Refusal is { } invalid
            ? invalid
            : [new ParticipationPlanned(
                context.Actor.Organisation, command.Occasion, command.Roles, command.Presents ?? [], command.ReportDays, context.Today(command.Occasion.Zone))];
    }

    public static Decision Reschedule(Participation participation, RescheduleOccasion command, Context context)
    {
        if (new Check().Dates("", command.From, command.To).Refusal is { } invalid) return invalid;
        return participation.Occasion is { } occasion && (occasion.From, occasion.To) == (command.From, command.To)
            ? Decision.Nothing
            : [new OccasionRescheduled(command.From, command.To)];
    }

    public static Decision ChangePart(Participation participation, ChangePart command, Context context) =>
        new Check().Part(command.Roles, command.Presents).Refusal is { } invalid ? invalid : [new PartChanged(command.Roles, command.Presents ?? [])];

    public static Decision AddSession(Participation participation, AddSession command, Context context)
    {
        var check = new Check().NewKey("/session", command.Session, participation.Sessions.Any(s => s.Session == command.Session))
            .Text("/title", command.Title).Text("/theme", command.Theme, required: false).Person("/speaker", command.Speaker).Date("/on", command.On, required: false)
            .That(participation.Sessions.Length < MostSessions, "/session", Refusals.Fields.TooMany, ("most", MostSessions));
        return check.Refusal is { } invalid ? invalid : [new SessionAdded(command.Session, command.Title, command.Theme, command.Speaker, command.On)];
    }

    public static Decision RemoveSession(Participation participation, RemoveSession command, Context context) =>
        participation.Sessions.Any(s => s.Session == command.Session)
            ? [new SessionRemoved(command.Session)]
            : Refusal.Of(ParticipationRefusals.UnknownSession, ("session", command.Session));

    public static Decision Cancel(Participation participation, CancelParticipation command, Context context) =>
        new Check().Text("/reason", command.Reason, 2000).Refusal is { } invalid
            ? invalid
            : [new ParticipationCancelled(command.Reason, context.Today(participation.Zone))];

    public static Participation Apply(Participation participation, ParticipationPlanned e) => participation with
    {
        Stage = ParticipationStage.Planned,
        Organisation = e.Organisation,
        Occasion = e.Occasion,
        Roles = [.. e.Roles],
        Presents = [.. e.Presents],
        ReportDays = e.ReportDays,
        PlannedOn = e.On,
    };

    public static Participation Apply(Participation participation, OccasionRescheduled e) =>
        participation with { Occasion = participation.Occasion! with { From = e.From, To = e.To } };

    public static IEnumerable<OpenItem> OpenItems(Participation participation)
    {
        // The last day: until it is over nothing can be said of how it went.
        if (participation.Stage is ParticipationStage.Planned or ParticipationStage.Accepted)
            yield return participation.Item("event", DeadlineKind.ParticipationEvent, Role.Coordinator, participation.PlannedOn, participation.Occasion!.To);
    }
}
