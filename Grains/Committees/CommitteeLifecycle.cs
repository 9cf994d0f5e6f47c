using Mithaq.Contracts;
using Mithaq.Contracts.Committees;
using Mithaq.Grains.Kernel;
using static Mithaq.Grains.Committees.CommitteePermissions;
using static Mithaq.Grains.Committees.CommitteeStage;

namespace Mithaq.Grains.Committees;

/// <summary>The whole life of a committee, a row a command.</summary>
internal static class CommitteeLifecycle
{
    public static Lifecycle<Committee, CommitteeStage> Rows { get; } = new(committee => committee.Stage, None)
    {
        // stages       command                                 by               decided in                   why                                                                  leads to
        // Constitution
        { In(None),     On<ConstituteCommittee>(),              ByTimer,         Constitution.Constitute,     "its agreement is in force", Constituted },
        { Known,        On<NoteCommitteeAgreementSuspended>(),  ByTimer,         Pausing.Suspend,             "its clocks stand still" },
        { Known,        On<NoteCommitteeAgreementResumed>(),    ByTimer,         Pausing.Resume,              "its clocks run again" },
        { Known,        On<NoteCommitteeAgreementEnded>(),      ByTimer,         Constitution.Dissolve,       "it ends with its agreement", (Constituted, Dissolved), (Active, Dissolved) },
        { Known,        On<NoteCommitteeAgreementEndRectified>(), ByTimer,       Constitution.Reinstate,      "unless that end was a mistake", (Dissolved, Constituted), (Dissolved, Active) },
        { Known,        On<NoteCommitteeParty>(),               ByTimer,         Constitution.NoteParty,      "seats follow the parties", (Constituted, Active) },
        { Known,        On<NoteCommitteeOfficeHolder>(),        ByTimer,         Seating.NoteOfficeHolder,    "places that go with an office pass with it", (Constituted, Active) },
        { Living,       On<ConfirmRecordedActs>(),              Coordinator,     RecordedActs.Confirm,        "a party that has accounts by now stands by its letters" },
        // Seats and rules
        { Living,       On<AppointCommitteeMember>(),           Coordinator,     Seating.Appoint,             "a party fills its own places; with the last one the committee is active", (Constituted, Active) },
        { Living,       On<ReplaceCommitteeMember>(),           Coordinator,     Seating.Replace,             "a party changes its own people", (Constituted, Active) },
        { Living,       On<RemoveCommitteeMember>(),            Coordinator,     Seating.Remove,              "a vacancy does not stop a committee that is active: the quorum decides" },
        { Living,       On<NameCommitteeChair>(),               Coordinator,     Seating.NameChair,           "which of its seats chairs", (Constituted, Active) },
        { Living,       On<NameCommitteeSecretary>(),           Coordinator,     Seating.NameSecretary,       "one for all parties", (Constituted, Active) },
        { Living,       On<SetCommitteeRules>(),                Coordinator,     Procedure.Set,               "rules hold once every party has agreed to the same", (Constituted, Active) },
        // Meetings
        { Living,       On<PlanCommitteeMeeting>(),             Secretariat,     Meetings.Plan,               "a date and a place, before invitations" },
        { In(Active),   On<ConveneMeeting>(),                   Secretariat,     Meetings.Convene,            "invitations go out ahead" },
        { In(Active),   On<AmendAgenda>(),                      Secretariat,     Meetings.AmendAgenda,        "until it is held" },
        { In(Active),   On<RecordAttendance>(),                 Secretariat,     Attending.Record,            "the quorum decides whether it was held" },
        { In(Active),   On<ReconveneMeeting>(),                 Secretariat,     Meetings.Reconvene,          "a second convocation has its own quorum" },
        { Living,       On<CancelCommitteeMeeting>(),           Secretariat,     Meetings.Cancel,             "until it is held" },
        { In(Active),   On<DeclareConflict>(),                  Representative,  Attending.DeclareConflict,   "who has an interest counts neither for quorum nor vote" },
        // Decisions
        { In(Active),   On<ProposeDecision>(),                  Secretariat,     Deciding.Propose,            "in a meeting, with a quorum for the item" },
        { In(Active),   On<ConsultInWriting>(),                 Secretariat,     Consulting.Consult,          "between meetings; silence is no answer" },
        { In(Active),   On<DeclareConsultationConflict>(),      Representative,  Consulting.DeclareConflict,  "who has an interest does not answer for the party" },
        { In(Active),   On<CastVote>(),                         Representative,  Deciding.Vote,               "a member votes for the party; the last vote decides" },
        { In(Active),   On<RecordConsensus>(),                  Secretariat,     Deciding.RecordConsensus,    "nobody objects; never for what needs every party" },
        { In(Active),   On<CloseVote>(),                        Secretariat,     Deciding.Close,              "who has not voted does not vote any more" },
        // Minutes and actions
        { Finishing,    On<DraftMinutes>(),                     Secretariat,     MinutesKeeping.Draft,        "a new version voids approvals" },
        { Finishing,    On<ApproveMinutes>(),                   Representative,  MinutesKeeping.Approve,      "this version, by hash; the last party freezes it" },
        { Finishing,    On<RequestMinutesCorrection>(),         Representative,  MinutesKeeping.Correct,      "in time, it undoes what silence was taken for" },
        { In(Active),   On<AssignCommitteeAction>(),            Secretariat,     Actions.Assign,              "who does what by when" },
        { Finishing,    On<CompleteCommitteeAction>(),          Doer,            Actions.Complete,            "the owner, with evidence" },
        { Finishing,    On<CancelCommitteeAction>(),            Secretariat,     Actions.Cancel,              "with a reason" },
        // Time
        { Known,        On<DeadlineReached>(),                  ByTimer,         CommitteeDeadlines.Reached,  "the grain checks the timer against its state" },
    };

    private static CommitteeStage[] In(params CommitteeStage[] stages) => stages;

    private static On<TCommand> On<TCommand>() where TCommand : ICommand => default;

    private static CommitteeStage[] Living => [Constituted, Active];

    /// <summary>What a held meeting left is finished after the dissolution too.</summary>
    private static CommitteeStage[] Finishing => [Active, Dissolved];

    /// <summary>What is told to a committee that is dissolved already changes nothing but what it still has to finish.</summary>
    private static CommitteeStage[] Known => [Constituted, Active, Dissolved];
}
