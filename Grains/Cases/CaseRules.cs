using Mithaq.Contracts;
using Mithaq.Contracts.Cases;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Cases;

/// <summary>The case for the shells. It reads its programme when it is proposed, and never again: however many cases there are, each costs the same.</summary>
public sealed class CaseRules : GrainRules<Case, CasePhase>
{
    public override string Kind => "case";

    public override object Initial(GrainId grain) => new Case(grain);

    protected override Lifecycle<Case, CasePhase> Lifecycle => CaseLifecycle.Rows;

    protected override CasePhase Stage(Case state) => state.Phase;

    protected override IReadOnlyList<OpenItem> OpenItems(Case state) => CaseDeadlines.OpenItems(state);

    protected override IEnumerable<OrganisationId> Concerns(Case state, ICommand? command, Actor actor)
    {
        IEnumerable<OrganisationId> concerned = actor.Kind is ActorKind.Person ? [actor.Organisation, actor.Party] : [];
        return command is DeadlineReached ? concerned.Concat(state.Sides) : concerned;
    }

    public override IEnumerable<GrainId> Reads(object state, ICommand command) => command switch
    {
        ProposeCase propose when CaseChecks.Names(propose.Programme, "programme") => [propose.Programme],
        RecordFounding founding when CaseChecks.Names(founding.Body, "case") && founding.Body != ((Case)state).Id => [founding.Body],
        _ => [],
    };

    public override Wanted Wants(object state, ICommand command) => command switch
    {
        ProposeCase { Beneficiary: { } proposed } => Same(proposed),
        CheckSameBeneficiary when ((Case)state).Beneficiary is { } known => Same(known),
        _ => default,
    };

    private static Wanted Same(Beneficiary beneficiary) => new(Beneficiary: beneficiary.Person, Bodies: beneficiary.Person is null ? SameBody.LinksOf(beneficiary) : null);

    /// <summary>A body's case is not linked to its founders as persons: theirs are cases of their own, and no duplicates of it.</summary>
    protected override IReadOnlyList<GrainId> Links(Case state) => state.Phase is CasePhase.None ? [] :
    [
        state.Agreement,
        state.Programme,
        .. state.Parties.Union([state.Proposer, state.Supporter]).Select(GrainId.Organisation),
        .. state.Beneficiary is { Person: { } person } ? [GrainId.Person(person)] : Array.Empty<GrainId>(),
        .. SameBody.LinksOf(state.Beneficiary),
    ];

    /// <summary>The agreement's closing waits for these. One that graduated is not open, though its follow-ups are still to come.</summary>
    protected override bool IsOpen(CasePhase stage) => stage is not (CasePhase.Declined or CasePhase.Graduated or CasePhase.Dropped or CasePhase.HandedOver);

    /// <summary>Also one that graduated, while anything of it is still to come.</summary>
    public override bool Hears(object state) => IsOpen(state) || state is Case { Phase: CasePhase.Graduated } graduated && OpenItems(graduated).Count > 0;

    protected override Case Evolve(Case state, IEvent happened) => happened switch
    {
        // Proposal and answer
        CaseProposed e => Proposing.Apply(state, e),
        SameBeneficiaryFound e => Duplicates.Apply(state, e),
        DuplicateConfirmed e => Duplicates.Apply(state, e),
        CaseAccepted e => Answering.Apply(state, e),
        CaseDeclined e => Answering.Apply(state, e),
        CaseWaitlisted e => Answering.Apply(state, e),
        CaseReturnedForCompletion e => Answering.Apply(state, e),
        CaseCompleted e => Answering.Apply(state, e),
        // Support
        SupportStarted e => Supporting.Apply(state, e),
        StageAdvanced e => Supporting.Apply(state, e),
        StageRepeated e => Supporting.Apply(state, e),
        SupportGiven => state,
        CaseHeld e => Pausing.Apply(state, e),
        CaseResumed e => Pausing.Apply(state, e),
        CaseAgreementSuspended e => Pausing.Apply(state, e),
        CaseAgreementResumed e => Pausing.Apply(state, e),
        // Reports on the stages
        StageReportSubmitted e => StageReports.Apply(state, e),
        StageReportAccepted e => StageReports.Apply(state, e),
        StageReportReturned e => StageReports.Apply(state, e),
        StageReportMissed e => StageReports.Apply(state, e),
        // The end, and after it
        CaseGraduated e => Ending.Apply(state, e),
        CaseDropped e => Ending.Apply(state, e),
        FollowUpRecorded e => Ending.Apply(state, e),
        CaseHandedOver e => Ending.Apply(state, e),
        BodyFounded e => Founding.Apply(state, e),
        FounderLinked e => Founding.Apply(state, e),
        // Parties
        CasePartyJoined e => CaseParties.Apply(state, e),
        CasePartyLeft e => CaseParties.Apply(state, e),
        CasePartySucceeded e => CaseParties.Apply(state, e),
        // Time
        Rectified => state,
        ActRecordedFor e => state with { RecordedActs = state.RecordedActs.With(e) },
        RecordedActsConfirmed e => state with { RecordedActs = state.RecordedActs.Without(e) },
        DeadlineStepsTaken e => state with { Steps = state.Steps.With(e) },
        _ => throw new UnknownEventException(happened.GetType()),
    };
}
