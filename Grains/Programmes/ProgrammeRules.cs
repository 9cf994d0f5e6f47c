using Mithaq.Contracts;
using Mithaq.Contracts.Programmes;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Programmes;

/// <summary>The programme for the shells.</summary>
public sealed class ProgrammeRules : GrainRules<Programme, ProgrammeStage>
{
    public override string Kind => "programme";

    public override object Initial(GrainId grain) => new Programme(grain);

    protected override Lifecycle<Programme, ProgrammeStage> Lifecycle => ProgrammeLifecycle.Rows;

    protected override ProgrammeStage Stage(Programme state) => state.Stage;

    protected override IReadOnlyList<OpenItem> OpenItems(Programme state) => ProgrammeDeadlines.OpenItems(state);

    protected override IEnumerable<OrganisationId> Concerns(Programme state, ICommand? command, Actor actor)
    {
        IEnumerable<OrganisationId> concerned = actor.Kind is ActorKind.Person ? [actor.Organisation, actor.Party] : [];
        return command is DeadlineReached ? concerned.Concat(state.Parties) : concerned;
    }

    public override IEnumerable<GrainId> Reads(object state, ICommand command) =>
        command is CarryOver { ToPeriod: { } period } && state is Programme { Stage: ProgrammeStage.Closing } programme ? [CarryingOver.Of(programme, period)] : [];

    protected override IReadOnlyList<GrainId> Links(Programme state) =>
        state.Stage is ProgrammeStage.None ? [] : [state.Agreement, .. state.Parties.Select(GrainId.Organisation)];

    protected override bool IsOpen(ProgrammeStage stage) => stage is not (ProgrammeStage.Evaluated or ProgrammeStage.Abandoned);

    /// <summary>Also one that the agreement's end put an end to: that may yet be put right.</summary>
    public override bool Hears(object state) => IsOpen(state) || ((Programme)state).CutShort is not null;

    protected override Programme Evolve(Programme state, IEvent happened) => happened switch
    {
        // Opening and plan
        PeriodOpened e => Opening.Apply(state, e),
        ProjectSet e => Planning.With(state, e.Project),
        ActivitySet e => Planning.With(state, e.Activity),
        BudgetLineSet e => Planning.With(state, e.Line) with { Money = Spending.Capped(state, e.Line) },
        IndicatorSet e => Planning.With(state, e.Indicator),
        ReportingSet e => state with { Reporting = e },
        RemovedFromPlan e => Planning.Apply(state, e),
        // Approval and changes
        ProgrammeProposed e => Approving.Apply(state, e),
        ProgrammeReturned e => Approving.Apply(state, e),
        PartyApproved e => Approving.Apply(state, e),
        ProgrammeApproved e => Approving.Apply(state, e),
        NotApprovedInTime e => Approving.Apply(state, e),
        ProgrammeStarted e => Execution.Apply(state, e),
        ExecutionEnded e => Execution.Apply(state, e),
        ChangeProposed e => Changing.Apply(state, e),
        ChangeApproved e => Changing.Apply(state, e),
        ChangeApplied e => Changing.Apply(state, e),
        ChangeRejected e => Changing.Apply(state, e),
        // Execution
        ActivityStarted e => Activities.Apply(state, e),
        ActivityDone e => Activities.Apply(state, e),
        ActivityDelayed e => Activities.Apply(state, e),
        ActivityCancelled e => Activities.Apply(state, e),
        BudgetRecorded e => Spending.Apply(state, e),
        BudgetEngaged e => Spending.Apply(state, e),
        BudgetReleased e => Spending.Apply(state, e),
        BudgetPaid e => Spending.Apply(state, e),
        MeasurementRecorded e => Measuring.Apply(state, e),
        MeasurementApproved e => Measuring.Apply(state, e),
        MeasurementReturned e => Measuring.Apply(state, e),
        ReportSubmitted e => Reporting.Apply(state, e),
        PartyAcceptedReport e => Reporting.Apply(state, e),
        ReportAccepted e => Reporting.Apply(state, e),
        ReportReturned e => Reporting.Apply(state, e),
        ReportOverdue e => Reporting.Apply(state, e),
        // Closing
        ItemsCarriedOver e => CarryingOver.Apply(state, e),
        CarriedOverNoted e => CarryingOver.Apply(state, e),
        CarriedOverDismissed e => CarryingOver.Apply(state, e),
        ProgrammeEvaluationSubmitted e => Evaluating.Apply(state, e),
        ProgrammeEvaluationApproved e => Evaluating.Apply(state, e),
        ProgrammeEvaluationReturned e => Evaluating.Apply(state, e),
        ProgrammeEvaluationWaived e => Evaluating.Apply(state, e),
        ProgrammeEvaluated e => Evaluating.Apply(state, e),
        // The agreement and its parties
        ProgrammeSuspended e => Standing.Apply(state, e),
        ProgrammeResumed e => Standing.Apply(state, e),
        ProgrammeAbandoned e => Standing.Apply(state, e),
        ProgrammeReinstated e => Standing.Apply(state, e),
        ProgrammePartyChanged e => Standing.Apply(state, e),
        // Time
        Rectified => state,
        ActRecordedFor e => state with { RecordedActs = state.RecordedActs.With(e) },
        RecordedActsConfirmed e => state with { RecordedActs = state.RecordedActs.Without(e) },
        DeadlineStepsTaken e => state with { Steps = state.Steps.With(e) },
        _ => throw new UnknownEventException(happened.GetType()),
    };
}
