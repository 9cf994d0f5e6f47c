using Mithaq.Contracts;
using Mithaq.Contracts.Participations;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Participations;

/// <summary>The participation for the shells.</summary>
public sealed class ParticipationRules : GrainRules<Participation, ParticipationStage>
{
    public override string Kind => "participation";

    public override object Initial(GrainId grain) => new Participation(grain);

    protected override Lifecycle<Participation, ParticipationStage> Lifecycle => ParticipationLifecycle.Rows;

    protected override ParticipationStage Stage(Participation state) => state.Stage;

    protected override IReadOnlyList<OpenItem> OpenItems(Participation state) => ParticipationDeadlines.OpenItems(state);

    /// <summary>Its own organisation, and those that a command names.</summary>
    protected override IEnumerable<OrganisationId> Concerns(Participation state, ICommand? command, Actor actor)
    {
        if (actor.Kind is ActorKind.Person) yield return actor.Organisation;
        if (command is DeadlineReached) yield return state.Organisation;
        foreach (var named in Named(command).OfType<OrganisationId>()) yield return named;
    }

    private static IEnumerable<OrganisationId?> Named(ICommand? command) => command switch
    {
        RecordInvitation c => [c.Organisation],
        LogWorkingMeeting c => (c.With ?? []).Select(with => with?.Organisation),
        LogVisit c => [c.Visitor?.Organisation],
        LogContact c => [c.With?.Organisation],
        TurnIntoDraft c => (c.Parties ?? []).Select(party => party?.Organisation),
        _ => [],
    };

    protected override IReadOnlyList<GrainId> Links(Participation state) => [GrainId.Organisation(state.Organisation)];

    /// <summary>A contact of one that is followed up may still become a draft.</summary>
    protected override bool IsOpen(ParticipationStage stage) => stage is not (ParticipationStage.Declined or ParticipationStage.Cancelled);

    protected override Participation Evolve(Participation state, IEvent happened) => happened switch
    {
        ParticipationPlanned e => Planning.Apply(state, e),
        OccasionRescheduled e => Planning.Apply(state, e),
        PartChanged e => state with { Roles = [.. e.Roles], Presents = [.. e.Presents] },
        SessionAdded e => state with { Sessions = state.Sessions.Add(e) },
        SessionRemoved e => state with { Sessions = state.Sessions.RemoveAll(s => s.Session == e.Session) },
        ParticipationCancelled => state with { Stage = ParticipationStage.Cancelled },

        InvitationRecorded e => Inviting.Apply(state, e),
        InvitationAccepted => state with { Stage = ParticipationStage.Accepted },
        InvitationDeclined => state with { Stage = ParticipationStage.Declined },
        ParticipationConfirmed => state with { Stage = ParticipationStage.Accepted },

        WorkingMeetingLogged e => state with { Meetings = state.Meetings.Add(e) },
        VisitLogged e => state with { Visits = state.Visits.Add(e) },
        ContactLogged e => state with { Contacts = state.Contacts.Add(new(e)) },
        ContactTurnedIntoDraft e => Logging.Apply(state, e),

        ParticipationHeld e => state with { Stage = ParticipationStage.Held, Held = e },
        FollowUpAdded e => state with { FollowUps = state.FollowUps.Add(new(e)) },
        FollowUpCompleted e => Following.Settled(state, e.FollowUp, e.ActDate),
        FollowUpCancelled e => Following.Settled(state, e.FollowUp, e.On),
        MissionReportSubmitted e => state with { Report = e },
        ParticipationFollowedUp => state with { Stage = ParticipationStage.FollowedUp },

        DeadlineStepsTaken e => state with { Steps = state.Steps.With(e) },
        _ => throw new UnknownEventException(happened.GetType()),
    };
}
