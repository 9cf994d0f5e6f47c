using Mithaq.Contracts;
using Mithaq.Contracts.Committees;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Committees;

/// <summary>The committee for the shells.</summary>
public sealed class CommitteeRules : GrainRules<Committee, CommitteeStage>
{
    public override string Kind => "committee";

    public override object Initial(GrainId grain) => new Committee(grain);

    protected override Lifecycle<Committee, CommitteeStage> Lifecycle => CommitteeLifecycle.Rows;

    protected override CommitteeStage Stage(Committee state) => state.Stage;

    protected override Decision Decide(Committee state, ICommand command, Context context) =>
        RecordedActs.Mark(WithWhatFollows(state, Lifecycle.Decide(state, command, context), context), command, context);

    protected override IReadOnlyList<OpenItem> OpenItems(Committee state) => CommitteeDeadlines.OpenItems(state);

    protected override IEnumerable<OrganisationId> Concerns(Committee state, ICommand? command, Actor actor)
    {
        IEnumerable<OrganisationId> concerned = actor.Kind is ActorKind.Person ? [actor.Organisation, actor.Party] : [];
        return command is DeadlineReached or CastVote or DeclareConsultationConflict or DraftMinutes or ApproveMinutes or RequestMinutesCorrection
            ? concerned.Concat(state.PartyIds)
            : concerned;
    }

    protected override IReadOnlyList<GrainId> Links(Committee state) =>
        state.Stage is CommitteeStage.None ? [] : [.. state.PartyIds.Select(GrainId.Organisation), state.Agreement];

    protected override bool IsOpen(CommitteeStage stage) => stage is CommitteeStage.Constituted or CommitteeStage.Active;

    /// <summary>Also when it is dissolved: the end of its agreement may yet be put right.</summary>
    public override bool Hears(object state) => Stage((Committee)state) is not CommitteeStage.None;

    /// <summary>
    /// What holds as soon as its last condition does, whichever command brought it: rules that every party has agreed to, a committee that is complete,
    /// a decision on which everybody has voted, minutes that every party has approved.
    /// </summary>
    private Decision WithWhatFollows(Committee before, Decision decision, Context context)
    {
        if (decision.Events.Count == 0) return decision;
        var events = decision.Events.ToList();
        var committee = events.Aggregate(before, Evolve);
        foreach (var follows in committee.Stage is CommitteeStage.Dissolved ? [MinutesKeeping.ApprovedByAll] : Following)
            foreach (var happened in follows(committee, context))
            {
                events.Add(happened);
                committee = Evolve(committee, happened);
            }
        return Decision.Of(events);
    }

    private static readonly IReadOnlyList<Func<Committee, Context, IReadOnlyList<IEvent>>> Following =
        [Procedure.AgreedByAll, Constitution.Complete, Deciding.VotedByAll, MinutesKeeping.ApprovedByAll];

    protected override Committee Evolve(Committee state, IEvent happened) => happened switch
    {
        // Constitution
        CommitteeConstituted e => Constitution.Apply(state, e),
        CommitteeActivated => state with { Stage = CommitteeStage.Active },
        CommitteeDissolved e => Constitution.Apply(state, e),
        CommitteeReinstated e => Constitution.Apply(state, e),
        CommitteeSuspended e => Pausing.Apply(state, e),
        CommitteeResumed e => Pausing.Apply(state, e),
        CommitteePartyJoined e => Constitution.Apply(state, e),
        CommitteePartyLeft e => Parting.Apply(state, e),
        CommitteePartySucceeded e => Parting.Apply(state, e),
        // Seats and rules
        MemberAppointed e => Seating.Apply(state, e),
        MemberReplaced e => Seating.Apply(state, e),
        MemberRemoved e => Seating.Apply(state, e),
        SeatPassed e => Seating.Apply(state, e),
        ChairNamed e => state with { Chairs = state.Chairs.SetItem(e.Party, e) },
        SecretaryNamed e => state with { Secretary = e },
        RulesAgreed e => Procedure.Apply(state, e),
        RulesSet e => state with { Rules = e.Rules, ProposedRules = null },
        // Meetings
        MeetingPlanned e => Meetings.Apply(state, e),
        MeetingConvened e => Meetings.Apply(state, e),
        AgendaAmended e => Meetings.Apply(state, e),
        MeetingReconvened e => Meetings.Apply(state, e),
        MeetingCancelled e => Meetings.Apply(state, e),
        MeetingHeld e => Attending.Apply(state, e),
        MeetingNotQuorate e => Attending.Apply(state, e),
        ConflictDeclared e => Attending.Apply(state, e),
        // Decisions
        DecisionProposed e => Deciding.Apply(state, e),
        VoteCast e => Deciding.Apply(state, e),
        DecisionAdopted e => Deciding.Apply(state, e),
        DecisionRejected e => Deciding.Apply(state, e),
        // Minutes and actions
        MinutesDrafted e => MinutesKeeping.Apply(state, e),
        MinutesApprovedByParty e => MinutesKeeping.Apply(state, e),
        MinutesApproved e => MinutesKeeping.Apply(state, e),
        MinutesCorrectionRequested e => MinutesKeeping.Apply(state, e),
        ActionAssigned e => Actions.Apply(state, e),
        ActionCompleted e => Actions.Without(state, e.Action),
        ActionCancelled e => Actions.Without(state, e.Action),
        // Time
        Rectified => state,
        ActRecordedFor e => state with { RecordedActs = state.RecordedActs.With(e) },
        RecordedActsConfirmed e => state with { RecordedActs = state.RecordedActs.Without(e) },
        DeadlineStepsTaken e => state with { Steps = state.Steps.With(e) },
        _ => throw new UnknownEventException(happened.GetType()),
    };
}
