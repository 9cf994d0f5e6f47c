using Mithaq.Contracts;
using Mithaq.Contracts.Participations;
using Mithaq.Grains.Kernel;
using static Mithaq.Grains.Participations.ParticipationPermissions;
using static Mithaq.Grains.Participations.ParticipationStage;

namespace Mithaq.Grains.Participations;

/// <summary>The whole life of a participation, a row a command.</summary>
internal static class ParticipationLifecycle
{
    public static Lifecycle<Participation, ParticipationStage> Rows { get; } = new(participation => participation.Stage, None)
    {
        // stages              command                     by                 decided in               why, and where it leads
        { In(None),            On<PlanParticipation>(),    AnyCoordinator,    Planning.Plan,           "invited or not, somebody plans it", Planned },
        { Ahead,               On<RescheduleOccasion>(),   Coordinator,       Planning.Reschedule,     "organisers move their events" },
        { Alive,               On<ChangePart>(),           Coordinator,       Planning.ChangePart,     "as what we go, and what we show" },
        { Alive,               On<AddSession>(),           Worker,            Planning.AddSession,     "where we speak or listen" },
        { Alive,               On<RemoveSession>(),        Worker,            Planning.RemoveSession,  "programmes of events change" },
        { Ahead,               On<CancelParticipation>(),  Coordinator,       Planning.Cancel,         "the event, or our going, is called off", Cancelled },

        { In(Planned),         On<RecordInvitation>(),     Coordinator,       Inviting.Record,         "an answer is awaited from us", Invited },
        { In(Invited),         On<AcceptInvitation>(),     CoordinatorOrHead, Inviting.Accept,         "we go", Accepted },
        { In(Invited),         On<DeclineInvitation>(),    CoordinatorOrHead, Inviting.Decline,        "we do not go, and say why", Declined },
        { In(Planned),         On<ConfirmParticipation>(), CoordinatorOrHead, Inviting.Confirm,        "we go although nobody invites", Accepted },

        { In(Planned, Accepted), On<RecordHeld>(),         Worker,            Following.Hold,          "it is over; the report's days begin", Held },
        { Going,               On<LogWorkingMeeting>(),    Worker,            Logging.Meeting,         "what was agreed beside the event" },
        { Going,               On<LogVisit>(),             Worker,            Logging.Visit,           "who came, as what, wanting what" },
        { Going,               On<LogContact>(),           Worker,            Logging.Contact,         "with whom something may come about" },
        { In(Planned, Accepted, Held, FollowedUp), On<TurnIntoDraft>(), Coordinator, Logging.TurnIntoDraft, "a contact may bear fruit long afterwards" },

        { Alive,               On<AddFollowUp>(),          Worker,            Following.Add,           "what is to be done, by whom, until when" },
        { Alive,               On<CompleteFollowUp>(),     Owner,             Following.Complete,      "it is done" },
        { Alive,               On<CancelFollowUp>(),       Worker,            Following.Cancel,        "it is not needed any more" },
        { In(Held),            On<SubmitMissionReport>(),  Worker,            Following.Report,        "what those who went bring home" },
        { In(Held),            On<MarkFollowedUp>(),       Coordinator,       Following.MarkFollowedUp, "report in, nothing left to do: somebody says so", FollowedUp },

        // A timer that comes late finds nothing to do, whatever the stage.
        { In(Planned, Invited, Accepted, Held, FollowedUp, Declined, Cancelled), On<DeadlineReached>(), ByTimer, ParticipationDeadlines.Reached,
            "the grain checks the timer against its state" },
    };

    private static ParticipationStage[] In(params ParticipationStage[] stages) => stages;

    private static On<TCommand> On<TCommand>() where TCommand : ICommand => default;

    /// <summary>It has not been held.</summary>
    private static ParticipationStage[] Ahead => [Planned, Invited, Accepted];

    /// <summary>We take part, and have not finished with it.</summary>
    private static ParticipationStage[] Going => [Planned, Accepted, Held];

    private static ParticipationStage[] Alive => [Planned, Invited, Accepted, Held];
}
