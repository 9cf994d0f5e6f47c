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

    protected override IReadOnlyList<GrainId> Links(Programme state) =>
        state.Stage is ProgrammeStage.None ? [] : [state.Agreement, .. state.Parties.Select(GrainId.Organisation)];

    protected override bool IsOpen(ProgrammeStage stage) => stage is not (ProgrammeStage.Evaluated or ProgrammeStage.Abandoned);

    protected override Programme Evolve(Programme state, IEvent happened) => happened switch
    {
        // Opening
        PeriodOpened e => Opening.Apply(state, e),
        // Plan
        ProjectSet e => state with { Projects = Planning.Set(state.Projects, e.Project, p => p.Id) },
        // Time
        Rectified => state,
        ActRecordedFor e => state with { RecordedActs = state.RecordedActs.With(e) },
        RecordedActsConfirmed e => state with { RecordedActs = state.RecordedActs.Without(e) },
        DeadlineStepsTaken e => state with { Steps = state.Steps.With(e) },
        _ => throw new UnknownEventException(happened.GetType()),
    };
}
