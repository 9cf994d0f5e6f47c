using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Agreements;

/// <summary>The agreement for the shells.</summary>
public sealed class AgreementRules : GrainRules<Agreement, AgreementStage>
{
    public override string Kind => "agreement";

    public override object Initial(GrainId grain) => new Agreement(grain);

    protected override Lifecycle<Agreement, AgreementStage> Lifecycle => AgreementLifecycle.Rows;

    protected override AgreementStage Stage(Agreement state) => state.Stage;

    protected override IReadOnlyList<OpenItem> OpenItems(Agreement state) => AgreementDeadlines.OpenItems(state);

    protected override IEnumerable<OrganisationId> Concerns(Agreement state, ICommand? command, Actor actor)
    {
        IEnumerable<OrganisationId> concerned = actor.Kind is ActorKind.Person ? [actor.Organisation, actor.Party] : [];
        return command switch
        {
            DraftAgreement draft => concerned.Concat(Of(draft.Parties)),
            ImportAgreement import => concerned.Concat(Of(import.Parties)),
            SetParties set => concerned.Concat(Of(set.Parties)),
            SignText or SignAddendum when state.IsParty(actor.Party) && state.Party(actor.Party).SignsThrough is { } through => concerned.Append(through),
            ProposeAccession propose => concerned.Concat(Of([propose.Party])),
            OpenSpecific open => concerned.Concat(Of(open.FurtherParties)),
            DeadlineReached or GiveNonRenewalNotice => concerned.Concat(state.PartyIds),
            _ => concerned,
        };
    }

    /// <summary>A list or a party that is missing is a wrong field; the chapter says so.</summary>
    private static IEnumerable<OrganisationId> Of(IReadOnlyList<Party>? parties) => (parties ?? []).OfType<Party>().Select(p => p.Organisation);

    public override Wanted Wants(object state, ICommand command) => new(OpenCases: command is HandOverCases or CloseAgreement);

    /// <summary>The closing asks each programme for its report.</summary>
    public override IEnumerable<GrainId> Reads(object state, ICommand command) =>
        command is CloseAgreement && state is Agreement { Stage: AgreementStage.Evaluated } agreement ? agreement.Programmes.Select(p => p.Programme) : [];

    protected override IReadOnlyList<GrainId> Links(Agreement state) =>
        [.. state.PartyIds.Select(GrainId.Organisation), .. state.Parentage is { } parentage ? [parentage.Framework] : Array.Empty<GrainId>()];

    protected override bool IsOpen(AgreementStage stage) => stage is not (AgreementStage.Closed or AgreementStage.Withdrawn or AgreementStage.Void);

    protected override Agreement Evolve(Agreement state, IEvent happened) => After(state, happened);

    internal static Agreement After(Agreement state, IEvent happened) => happened switch
    {
        // Formation
        AgreementDrafted e => Formation.Apply(state, e),
        PartiesSet e => state with { Parties = [.. e.Parties] },
        SubstanceSet e => state with { Substance = e.Substance },
        TermSet e => state with { Terms = e.Term },
        GovernanceSet e => state with { Governance = e.Governance },
        CommitmentsSet e => state with { Commitments = [.. e.Commitments] },
        FundingSet e => state with { Contributions = [.. e.Contributions], Tranches = [.. e.Tranches] },
        FormalitiesSet e => state with { Formalities = [.. e.Formalities] },
        TextRevised e => Formation.Apply(state, e),
        ReferenceRecorded => state,
        AgreementWithdrawn => state with { Stage = AgreementStage.Withdrawn },
        AgreementImported e => Importing.Apply(state, e),
        // Review
        SentToReview e => Reviewing.Apply(state, e),
        ClauseCommented e => Reviewing.Apply(state, e),
        CommentResolved e => Reviewing.Apply(state, e),
        ChangesRequested e => Reviewing.Apply(state, e),
        TextStepApproved e => Reviewing.Apply(state, e),
        TextApproved e => Reviewing.Apply(state, e),
        EveryPartyApproved e => Reviewing.Apply(state, e),
        // Signing
        SigningScheduled e => Signing.Apply(state, e),
        TextSigned e => Signing.Apply(state, e),
        EveryPartySigned e => Signing.Apply(state, e),
        OriginalAcknowledged e => Signing.Apply(state, e),
        // Entry into force, formalities
        FormalityGranted e => Formalities.Apply(state, e),
        FormalityRefused e => Formalities.Apply(state, e),
        FormalityDeemed e => Formalities.Apply(state, e),
        AgreementVoided e => Formalities.Apply(state, e),
        TextReopened e => Formalities.Apply(state, e),
        AgreementReinstated e => Formalities.Apply(state, e),
        AgreementCameIntoForce e => EntryIntoForce.Apply(state, e),
        ProgrammeOpened e => Programmes.Apply(state, e),
        // Term
        RenewalAgreed e => Renewing.Apply(state, e),
        TermRenewed e => Renewing.Apply(state, e),
        NonRenewalNoticeGiven e => Renewing.Apply(state, e),
        NoticeWithdrawn e => Renewing.Apply(state, e),
        AgreementSuspended e => Suspension.Apply(state, e),
        AgreementResumed e => Suspension.Apply(state, e),
        FormalNoticeGiven e => Ending.Apply(state, e),
        CurePeriodEnded e => Ending.Apply(state, e),
        BreachCured e => Ending.Apply(state, e),
        TerminatedForBreach e => Ending.Apply(state, e),
        EndAgreed e => Ending.Apply(state, e),
        EndFixed e => Ending.Apply(state, e),
        AgreementEnded e => Ending.Apply(state, e),
        DisputeOpened e => Disputes.Apply(state, e),
        DisputeMoved e => Disputes.Apply(state, e),
        DisputeSettled e => Disputes.Apply(state, e),
        AccessionProposed e => Membership.Apply(state, e),
        AccessionConsented e => Membership.Apply(state, e),
        PartyAcceded e => Membership.Apply(state, e),
        WithdrawalGiven e => Membership.Apply(state, e),
        PartyWithdrew e => Membership.Apply(state, e),
        PartySucceeded e => Succession.Apply(state, e),
        RepresentativeChanged e => Membership.Apply(state, e),
        SpecificOpened e => Family.Apply(state, e),
        SpecificClosed e => Family.Apply(state, e),
        FrameworkSuspended e => Family.Apply(state, e),
        FrameworkResumed e => Family.Apply(state, e),
        FrameworkTermChanged e => Family.Apply(state, e),
        AgreementRunsOn e => Family.Apply(state, e),
        SpecificReinstated e => Family.Apply(state, e),
        // Commitments
        OccurrenceReported e => Commitments.Apply(state, e),
        OccurrenceAccepted e => Commitments.Apply(state, e),
        OccurrenceReturned e => Commitments.Apply(state, e),
        OccurrenceWaived e => Commitments.Apply(state, e),
        OccurrenceMissed e => Commitments.Apply(state, e),
        // Funding
        TrancheConditionMet e => TrancheConditions.Apply(state, e),
        TrancheBecameCallable e => TrancheConditions.Apply(state, e),
        TrancheCalled e => Funding.Apply(state, e),
        TranchePaid e => Funding.Apply(state, e),
        TrancheReceived e => Funding.Apply(state, e),
        JustificationSubmitted e => Justifying.Apply(state, e),
        JustificationAccepted e => Justifying.Apply(state, e),
        TrancheJustified e => Justifying.Apply(state, e),
        JustificationReturned e => Justifying.Apply(state, e),
        TrancheWithheld e => Funding.Apply(state, e),
        TrancheReleased e => Funding.Apply(state, e),
        TrancheReclaimed e => Funding.Apply(state, e),
        ContributionDelivered e => InKind.Apply(state, e),
        DeliveryAccepted e => InKind.Apply(state, e),
        DeliveryReturned e => InKind.Apply(state, e),
        // Evaluation and closing
        EvaluationOpened e => Evaluation.Apply(state, e),
        EvaluationSubmitted e => Evaluation.Apply(state, e),
        EvaluationApproved e => Evaluation.Apply(state, e),
        EvaluationReturned e => Evaluation.Apply(state, e),
        EvaluationCompleted e => Evaluation.Apply(state, e),
        EvaluationWaiverAgreed e => Evaluation.Apply(state, e),
        EvaluationWaived e => Evaluation.Apply(state, e),
        ClosingReportSubmitted e => Closing.Apply(state, e),
        ClosingReportAccepted e => Closing.Apply(state, e),
        ClosingReportApproved e => Closing.Apply(state, e),
        ClosingReportReturned e => Closing.Apply(state, e),
        AccountsSettled e => Closing.Apply(state, e),
        CasesHandedOver e => Closing.Apply(state, e),
        AgreementClosed e => Closing.Apply(state, e),
        // Addenda
        AddendumProposed e => Addenda.Apply(state, e),
        OverlapFound e => Addenda.Apply(state, e),
        OverlapResolved e => Addenda.Apply(state, e),
        AddendumRebased e => Addenda.Apply(state, e),
        AddendumWithdrawn e => Addenda.Apply(state, e),
        AddendumApplied e => Addenda.Apply(state, e),
        AddendumRecommended e => Addenda.Apply(state, e),
        RecommendationDismissed e => Addenda.Apply(state, e),
        AddendumApproved e => AddendaSigning.Apply(state, e),
        AddendumSigned e => AddendaSigning.Apply(state, e),
        AddendumFormalityRecorded e => AddendaSigning.Apply(state, e),
        // Time
        Rectified => state,
        ActRecordedFor e => state with { RecordedActs = state.RecordedActs.With(e) },
        RecordedActsConfirmed e => state with { RecordedActs = state.RecordedActs.Without(e) },
        DeadlineStepsTaken e => state with { Steps = state.Steps.With(e) },
        _ => throw new UnknownEventException(happened.GetType()),
    };
}
