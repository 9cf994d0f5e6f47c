namespace Mithaq.Contracts.Committees;

/// <summary>What a committee refuses, chapter by chapter.</summary>
public static class CommitteeRefusals
{
    // Seats
    public const string UnknownSeat = "committee.unknown-seat";
    public const string SeatTaken = "committee.seat-taken";
    public const string SeatVacant = "committee.seat-vacant";
    public const string AlreadySeated = "committee.already-seated";
    /// <summary>Before what it follows from: the committee's constitution, the meeting, the member before.</summary>
    public const string ActDateTooEarly = "committee.act-date-too-early";

    // Rules
    public const string SameRules = "committee.same-rules";
    public const string RulesAlreadyAgreed = "committee.rules-already-agreed";

    // Meetings
    public const string UnknownMeeting = "committee.unknown-meeting";
    public const string InOtherStage = "meeting.in-other-stage";
    public const string InvitationTooShort = "committee.invitation-too-short";
    public const string ReconvenedTooSoon = "committee.reconvened-too-soon";

    /// <summary>A second convocation, with its smaller quorum, has the agenda of the first.</summary>
    public const string AgendaStands = "committee.agenda-stands";

    /// <summary>Attendance is taken on the day for which the meeting was convened.</summary>
    public const string OtherDay = "committee.other-day";
    public const string UnknownItem = "committee.unknown-item";
    public const string ItemDecided = "committee.item-decided";

    // Decisions
    public const string KeyTaken = "committee.key-taken";
    /// <summary>Without those who have a conflict of interest, too few are left for this item.</summary>
    public const string ItemNotQuorate = "committee.item-not-quorate";
    public const string ConsultationTooShort = "committee.consultation-too-short";
    public const string ConsultationRuns = "committee.consultation-runs";
    public const string ConsultationOver = "committee.consultation-over";
    public const string UnknownDecision = "committee.unknown-decision";
    public const string DecisionSettled = "committee.decision-settled";
    public const string NotAMember = "committee.not-a-member";
    public const string NotPresent = "committee.not-present";
    public const string ConflictOfInterest = "committee.conflict-of-interest";
    public const string AlreadyVoted = "committee.already-voted";
    public const string NotByConsensus = "committee.not-by-consensus";
    public const string Objected = "committee.objected";

    // Minutes
    /// <summary>What the minutes tell is told: a correction opens the meeting again.</summary>
    public const string MinutesOnTheTable = "committee.minutes-on-the-table";
    public const string DecisionsOpen = "committee.decisions-open";
    public const string SameMinutes = "committee.same-minutes";
    public const string NoMinutes = "committee.no-minutes";
    public const string OtherMinutes = "committee.other-minutes";
    public const string MinutesAlreadyApproved = "committee.minutes-already-approved";
    public const string MinutesFrozen = "committee.minutes-frozen";

    // Actions
    public const string UnknownAction = "committee.unknown-action";
    public const string NotTheOwner = "committee.not-the-owner";
}
