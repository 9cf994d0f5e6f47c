using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Contracts.Cases;
using Mithaq.Contracts.Committees;
using Mithaq.Contracts.Organisations;
using Mithaq.Contracts.Participations;
using Mithaq.Contracts.Programmes;
using Mithaq.Grains.Agreements;
using Mithaq.Grains.Cases;
using Mithaq.Grains.Committees;
using Mithaq.Grains.Organisations;
using Mithaq.Grains.Participations;
using static Mithaq.Contracts.Role;
using static Mithaq.Grains.Hearing.Whos;
using PartyAgreement = Mithaq.Grains.Agreements.Agreement;
using Taking = Mithaq.Grains.Participations.Participation;

namespace Mithaq.Grains.Hearing;

/// <summary>Who hears of what, in one place. Where a role is named that nobody holds, the coordinator hears.</summary>
public static class Hearings
{
    /// <summary>What has passed its day and is still owed: it is told on any day of the week.</summary>
    public static bool IsOverdue(IEvent happened) => happened switch
    {
        DeadlineStepsTaken e => e.Highest > 0,
        OccurrenceMissed or ReportOverdue or StageReportMissed or NotApprovedInTime => true,
        _ => false,
    };

    public static HearingTable All { get; } = new()
    {
        // of what                            who hears                                                    why
        // Time
        { Of<DeadlineStepsTaken>(),           [Each<object, DeadlineStepsTaken>((_, e) => e.Told.Select(t => new Ear.Decided(t)))], "the step says whom it told" },
        { Of<Rectified>(),                    [Coordinators],                                              "they heard of what is put right" },
        { Of<RecordedActsConfirmed>(),        [Others],                                                    "what was recorded for it stands by its own word now" },
        { "it is heard of through the act itself", typeof(ActRecordedFor) },

        // Formation and review
        { Of<AgreementDrafted>(),             [Of<PartyAgreement, AgreementDrafted>(Coordinator, (_, e) => e.Initiator)], "what led to it happened elsewhere: its work begins here" },
        { Of<AgreementImported>(),            [Others],                                                    "an agreement of theirs is kept here from now on" },
        { Of<AgreementWithdrawn>(),           [Others],                                                    "it is given up" },
        { Of<SpecificOpened>(),               [Others],                                                    "a specific agreement is drafted under theirs" },
        { Of<SentToReview>(),                 [Awaited(DeadlineKind.ReviewAnswer), AwaitedParties(DeadlineKind.ReviewAnswer)], "they owe an answer" },
        { Of<ClauseCommented>(),              [Of<PartyAgreement, ClauseCommented>(Coordinator, (a, _) => a.Initiator)], "it holds the pen" },
        { Of<ChangesRequested>(),             [Of<PartyAgreement, ChangesRequested>(Coordinator, (a, _) => a.Initiator)], "a new version is its turn" },
        { Of<TextStepApproved>(),             [Awaited(DeadlineKind.ReviewAnswer)],                        "the next one inside the party" },
        { Of<TextApproved>(),                 [Of<PartyAgreement, TextApproved>(Coordinator, (a, _) => a.Initiator)], "it waits for all of them" },
        { Of<EveryPartyApproved>(),           [Coordinators],                                              "the signing is to be scheduled" },
        { "the draft changes all the time, and is sent to them when it is ready", typeof(PartiesSet), typeof(SubstanceSet), typeof(TermSet), typeof(GovernanceSet), typeof(CommitmentsSet),
            typeof(FundingSet), typeof(FormalitiesSet), typeof(TextRevised), typeof(ReferenceRecorded), typeof(CommentResolved) },

        // Signing and entry into force
        { Of<SigningScheduled>(),             [Coordinators, Awaited(DeadlineKind.Signing)],               "they come to it" },
        { Of<TextSigned>(),                   [Others],                                                    "one more has signed" },
        { Of<EveryPartySigned>(),             [Coordinators, Asked],                                       "all have signed" },
        { Of<FormalityGranted>(),             [Others],                                                    "one formality less" },
        { Of<FormalityRefused>(),             [Coordinators, Asked],                                       "it may be void" },
        { Of<FormalityDeemed>(),              [Coordinators],                                              "silence has decided" },
        { Of<AgreementVoided>(),              [Coordinators, Asked],                                       "it never was in force" },
        { Of<TextReopened>(),                 [Coordinators],                                              "a new version is needed" },
        { Of<AgreementReinstated>(),          [Coordinators, Asked],                                       "it stands again" },
        { Of<AgreementCameIntoForce>(),       [Coordinators, Asked],                                       "it binds from now on" },
        { "each keeps its own original, and a programme is heard of by itself", typeof(OriginalAcknowledged), typeof(ProgrammeOpened) },

        // Term
        { Of<RenewalAgreed>(),                [Others],                                                    "their answer is awaited" },
        { Of<TermRenewed>(),                  [Coordinators, Asked],                                       "it runs on" },
        { Of<NonRenewalNoticeGiven>(),        [Others, Asked],                                             "it will end" },
        { Of<NoticeWithdrawn>(),              [Others, Asked],                                             "it may run on after all" },
        { Of<AgreementSuspended>(),           [Coordinators, Asked],                                       "its clocks stand still" },
        { Of<AgreementResumed>(),             [Coordinators, Asked],                                       "its clocks run again" },
        { Of<FrameworkSuspended>(),           [Coordinators, Asked],                                       "it stands still with its framework" },
        { Of<FrameworkResumed>(),             [Coordinators, Asked],                                       "it runs again with its framework" },
        { Of<FrameworkTermChanged>(),         [Coordinators],                                              "its own end may have moved" },
        { Of<AgreementRunsOn>(),              [Coordinators],                                              "it has not ended with its framework" },
        { Of<FormalNoticeGiven>(),            [Of<PartyAgreement, FormalNoticeGiven>(Coordinator, (_, e) => e.Against), Each<PartyAgreement, FormalNoticeGiven>((_, e) => [new Ear.Asked(e.Against)])], "it has days to cure the breach" },
        { Of<CurePeriodEnded>(),              [Of<PartyAgreement, CurePeriodEnded>(Coordinator, (a, e) => [a.Ending.Notices[e.Notice].Given.By, a.Ending.Notices[e.Notice].Given.Against])], "one may terminate, the other may be terminated" },
        { Of<BreachCured>(),                  [Others],                                                    "the threat is over" },
        { Of<EndAgreed>(),                    [Others],                                                    "their accord is awaited" },
        { Of<EndFixed>(),                     [Coordinators, Asked],                                       "all agree on the last day" },
        { Of<AgreementEnded>(),               [Coordinators, Asked],                                       "it is over; evaluation and closing follow" },
        { Of<DisputeOpened>(),                [Others, Asked],                                             "they are called to settle it" },
        { Of<DisputeMoved>(),                 [Others, Asked],                                             "it goes to another table" },
        { Of<DisputeSettled>(),               [Coordinators],                                              "it is settled" },
        { "its end tells them", typeof(TerminatedForBreach) },

        // Parties
        { Of<AccessionProposed>(),            [Others],                                                    "their consent is awaited" },
        { Of<AccessionConsented>(),           [Others],                                                    "one more consents" },
        { Of<PartyAcceded>(),                 [Coordinators],                                              "there is one party more" },
        { Of<WithdrawalGiven>(),              [Others],                                                    "one party will leave" },
        { Of<PartyWithdrew>(),                [Coordinators],                                              "one party has left" },
        { Of<PartySucceeded>(),               [Coordinators],                                              "another organisation stands in a party's place" },
        { Of<RepresentativeChanged>(),        [Of<PartyAgreement, RepresentativeChanged>(Coordinator, (a, e) => a.PartyIds.Where(p => p != e.Party))], "they write to somebody else now" },
        { "the specific agreement tells its own parties", typeof(SpecificClosed), typeof(SpecificReinstated) },

        // Commitments
        { Of<OccurrenceReported>(),           [Of<PartyAgreement, OccurrenceReported>(Coordinator, (a, e) => Beneficiaries(a, e.Commitment).Where(p => p != e.Party))], "they accept or return it" },
        { Of<OccurrenceAccepted>(),           [Of<PartyAgreement, OccurrenceAccepted>(Coordinator, (a, e) => Obligors(a, e.Commitment).Where(p => p != e.Party))], "it is settled" },
        { Of<OccurrenceReturned>(),           [Of<PartyAgreement, OccurrenceReturned>(Coordinator, (a, e) => Obligors(a, e.Commitment).Where(p => p != e.Party))], "it is owed again" },
        { Of<OccurrenceWaived>(),             [Of<PartyAgreement, OccurrenceWaived>(Coordinator, (a, e) => Obligors(a, e.Commitment).Where(p => p != e.Party))], "they owe it no more" },
        { Of<OccurrenceMissed>(),             [Of<PartyAgreement, OccurrenceMissed>(Coordinator, (a, e) => Obligors(a, e.Commitment).Union(Beneficiaries(a, e.Commitment)))], "it is still owed" },

        // Money
        { Of<TrancheBecameCallable>(),        [Of<PartyAgreement, TrancheBecameCallable>(FinanceOfficer, (a, e) => Recipient(a, e.Tranche)), Of<PartyAgreement, TrancheBecameCallable>(Coordinator, (a, e) => Recipient(a, e.Tranche))], "it may call the money" },
        { Of<TrancheCalled>(),                [Of<PartyAgreement, TrancheCalled>(FinanceOfficer, (a, e) => Funder(a, e.Tranche))], "the payment is its turn" },
        { Of<TranchePaid>(),                  [Of<PartyAgreement, TranchePaid>(FinanceOfficer, (a, e) => Recipient(a, e.Tranche))], "it confirms the receipt" },
        { Of<TrancheReceived>(),              [Of<PartyAgreement, TrancheReceived>(FinanceOfficer, (a, e) => Funder(a, e.Tranche))], "its money has come" },
        { Of<JustificationSubmitted>(),       [Of<PartyAgreement, JustificationSubmitted>(FinanceOfficer, (a, e) => Funder(a, e.Tranche))], "it accepts or returns it" },
        { Of<JustificationAccepted>(),        [Of<PartyAgreement, JustificationAccepted>(FinanceOfficer, (a, e) => Recipient(a, e.Tranche))], "so much is settled" },
        { Of<JustificationReturned>(),        [Of<PartyAgreement, JustificationReturned>(FinanceOfficer, (a, e) => Recipient(a, e.Tranche))], "it is owed again" },
        { Of<TrancheJustified>(),             [Of<PartyAgreement, TrancheJustified>(Coordinator, (a, e) => [Recipient(a, e.Tranche), Funder(a, e.Tranche)])], "the tranche is settled" },
        { Of<TrancheWithheld>(),              [Of<PartyAgreement, TrancheWithheld>(FinanceOfficer, (a, e) => Recipient(a, e.Tranche)), Of<PartyAgreement, TrancheWithheld>(Coordinator, (a, e) => Recipient(a, e.Tranche))], "the money does not come for now" },
        { Of<TrancheReleased>(),              [Of<PartyAgreement, TrancheReleased>(FinanceOfficer, (a, e) => Recipient(a, e.Tranche))], "it goes on where it stopped" },
        { Of<TrancheReclaimed>(),             [Of<PartyAgreement, TrancheReclaimed>(FinanceOfficer, (a, e) => Recipient(a, e.Tranche)), Of<PartyAgreement, TrancheReclaimed>(Coordinator, (a, e) => Recipient(a, e.Tranche))], "money goes back" },
        { Of<ContributionDelivered>(),        [Others],                                                    "they accept or return it" },
        { Of<DeliveryAccepted>(),             [Of<PartyAgreement, DeliveryAccepted>(Coordinator, (a, e) => a.Funding.Deliveries[e.Delivery].Party)], "it counts now" },
        { Of<DeliveryReturned>(),             [Of<PartyAgreement, DeliveryReturned>(Coordinator, (a, e) => a.Funding.Deliveries[e.Delivery].Party)], "it does not count" },
        { "only the last condition makes it callable", typeof(TrancheConditionMet) },

        // Addenda
        { Of<AddendumRecommended>(),          [Coordinators],                                              "one of them takes it up, or dismisses it" },
        { Of<RecommendationDismissed>(),      [Others],                                                    "nothing comes of it" },
        { Of<AddendumProposed>(),             [Awaited(DeadlineKind.AddendumAnswer), Others],              "their approval is awaited" },
        { Of<OverlapFound>(),                 [Coordinators],                                              "somebody says what it means, or nobody signs" },
        { Of<OverlapResolved>(),              [Others],                                                    "it is said what it means" },
        { Of<AddendumApproved>(),             [Others],                                                    "one more approves it" },
        { Of<AddendumSigned>(),               [Others],                                                    "one more has signed it" },
        { Of<AddendumFormalityRecorded>(),    [Others],                                                    "its formality is settled" },
        { Of<AddendumApplied>(),              [Coordinators, Asked],                                       "the agreement stands amended" },
        { Of<AddendumRebased>(),              [Others],                                                    "approvals and signatures are void" },
        { Of<AddendumWithdrawn>(),            [Others],                                                    "it is given up" },

        // Evaluation and closing
        { Of<EvaluationOpened>(),             [Each<PartyAgreement, EvaluationOpened>((_, e) => e.Evaluators.Select(v => new Ear.At(v.Party, Role.Evaluator, v.Person))), Others], "the evaluators begin" },
        { Of<EvaluationSubmitted>(),          [Coordinators],                                              "each party approves or returns it" },
        { Of<EvaluationReturned>(),           [Each<PartyAgreement, EvaluationReturned>((a, _) => a.Evaluation.UnderWay!.Evaluators.Select(v => new Ear.At(v.Party, Role.Evaluator, v.Person))), Others], "the evaluators go on" },
        { Of<EvaluationCompleted>(),          [Coordinators, Asked],                                       "it is approved by all" },
        { Of<EvaluationWaiverAgreed>(),       [Others],                                                    "their agreement is awaited" },
        { Of<EvaluationWaived>(),             [Coordinators],                                              "all do without it" },
        { Of<ClosingReportSubmitted>(),       [Others],                                                    "they accept or return it" },
        { Of<ClosingReportReturned>(),        [Others],                                                    "it is owed again" },
        { Of<ClosingReportApproved>(),        [Coordinators],                                              "one thing less before closing" },
        { Of<AccountsSettled>(),              [Others],                                                    "one thing less before closing" },
        { Of<CasesHandedOver>(),              [Others],                                                    "somebody else goes on with them" },
        { Of<AgreementClosed>(),              [Coordinators, Asked],                                       "nothing happens to it any more" },
        { "they hear when it is approved by all", typeof(EvaluationApproved), typeof(ClosingReportAccepted) },

        // Committees
        { Of<CommitteeConstituted>(),         [Coordinators],                                              "their seats are to be filled" },
        { Of<CommitteeActivated>(),           [Coordinators, Secretary],                                   "it can be convened" },
        { Of<CommitteeDissolved>(),           [Coordinators, Secretary],                                   "it is over" },
        { Of<CommitteeReinstated>(),          [Coordinators, Secretary],                                   "it is not over after all" },
        { Of<MemberAppointed>(),              [Named<Committee, MemberAppointed>(CommitteeMember, (_, e) => (e.Party, e.Person))], "the person sits there" },
        { Of<MemberReplaced>(),               [Named<Committee, MemberReplaced>(CommitteeMember, (_, e) => (e.Party, e.Person))], "the person sits there" },
        { Of<SeatPassed>(),                   [Named<Committee, SeatPassed>(CommitteeMember, (_, e) => (e.Party, e.To))], "the person sits there" },
        { Of<SecretaryNamed>(),               [Named<Committee, SecretaryNamed>(CommitteeSecretary, (_, e) => (e.Party, e.Person))], "the person convenes it" },
        { Of<RulesAgreed>(),                  [Others],                                                    "their agreement is awaited" },
        { Of<RulesSet>(),                     [Coordinators, Secretary],                                   "the committee works by them" },
        { Of<MeetingPlanned>(),               [Secretary],                                                 "it is to be convened" },
        { Of<MeetingConvened>(),              [Seats, Secretary],                                          "they are invited" },
        { Of<AgendaAmended>(),                [Seats, Secretary],                                          "the agenda is another" },
        { Of<MeetingReconvened>(),            [Seats, Secretary],                                          "they are invited again" },
        { Of<MeetingCancelled>(),             [Seats, Secretary],                                          "nobody comes" },
        { Of<MeetingNotQuorate>(),            [Coordinators, Secretary],                                   "it is convened again" },
        { Of<ConflictDeclared>(),             [Secretary],                                                 "the person does not count there" },
        { Of<DecisionProposed>(),             [new(o => ((DecisionProposed)o.Event).AnswerBy is null ? [] : Seats.Find(o), Event: typeof(DecisionProposed))], "they answer in writing" },
        { Of<DecisionAdopted>(),              [Coordinators, Secretary],                                   "it is decided" },
        { Of<DecisionRejected>(),             [Coordinators, Secretary],                                   "it is decided" },
        { Of<MinutesDrafted>(),               [Coordinators, Secretary],                                   "each party approves them, or has them corrected" },
        { Of<MinutesApprovedByParty>(),       [Secretary],                                                 "one more approves them" },
        { Of<MinutesCorrectionRequested>(),   [Secretary],                                                 "they are to be corrected" },
        { Of<MinutesApproved>(),              [Coordinators, Secretary],                                   "they stand" },
        { Of<ActionAssigned>(),               [Each<Committee, ActionAssigned>((_, e) => [new Ear.At(e.Owner, Coordinator, e.Person)])], "it is to be done" },
        { Of<ActionCompleted>(),              [Secretary],                                                 "it is done" },
        { Of<ActionCancelled>(),              [Released(DeadlineKind.CommitteeAction)],                    "it is not to be done any more" },
        { "their agreement tells them, or the meeting", typeof(CommitteeSuspended), typeof(CommitteeResumed), typeof(CommitteePartyJoined), typeof(CommitteePartyLeft),
            typeof(CommitteePartySucceeded), typeof(MemberRemoved), typeof(ChairNamed), typeof(MeetingHeld), typeof(VoteCast) },

        // Programmes
        { Of<PeriodOpened>(),                 [Coordinators],                                              "it is to be prepared" },
        { Of<ProgrammeProposed>(),            [Others],                                                    "their approval is awaited" },
        { Of<ProgrammeReturned>(),            [Others],                                                    "it is to be changed" },
        { Of<ProgrammeApproved>(),            [Coordinators, ProjectLeads],                                "the work can begin" },
        { Of<NotApprovedInTime>(),            [Coordinators],                                              "nothing is spent until it is approved" },
        { Of<ExecutionEnded>(),               [Coordinators],                                              "the report is due" },
        { Of<ProgrammeAbandoned>(),           [Coordinators],                                              "it will not be carried out" },
        { Of<ProgrammeReinstated>(),          [Coordinators],                                              "it goes on where it was" },
        { Of<CarriedOverNoted>(),             [Coordinators],                                              "it is taken up, or dismissed" },
        { Of<CarriedOverDismissed>(),         [Others],                                                    "it is not gone on with" },
        { Of<ChangeProposed>(),               [Others],                                                    "their approval is awaited" },
        { Of<ChangeApplied>(),                [Coordinators],                                              "the plan is another" },
        { Of<ChangeRejected>(),               [Others],                                                    "the plan stays" },
        { Of<ActivityDelayed>(),              [Others],                                                    "it takes place on other days" },
        { Of<ActivityCancelled>(),            [Others],                                                    "it does not take place" },
        { Of<MeasurementRecorded>(),          [Others],                                                    "another party approves or returns it" },
        { Of<MeasurementReturned>(),          [Others],                                                    "it is to be measured again" },
        { Of<ReportSubmitted>(),              [Others],                                                    "they accept or return it" },
        { Of<ReportReturned>(),               [Others],                                                    "it is owed again" },
        { Of<ReportAccepted>(),               [Coordinators],                                              "it is settled" },
        { Of<ReportOverdue>(),                [Coordinators],                                              "it is still owed" },
        { Of<ProgrammeEvaluationSubmitted>(), [Others],                                                    "they approve or return it" },
        { Of<ProgrammeEvaluationReturned>(),  [Others],                                                    "it is owed again" },
        { Of<ProgrammeEvaluationWaived>(),    [Others],                                                    "their agreement is awaited" },
        { Of<ProgrammeEvaluated>(),           [Coordinators],                                              "the period is closed" },
        { "it stands in the programme for who works on it", typeof(ActivitySet), typeof(BudgetLineSet), typeof(IndicatorSet), typeof(ReportingSet), typeof(RemovedFromPlan), typeof(ProjectSet),
            typeof(ActivityStarted), typeof(ActivityDone), typeof(BudgetRecorded), typeof(BudgetEngaged), typeof(BudgetReleased), typeof(BudgetPaid) },
        { "they hear when it is settled by all, or from the agreement", typeof(PartyApproved), typeof(ChangeApproved), typeof(PartyAcceptedReport), typeof(MeasurementApproved),
            typeof(ProgrammeEvaluationApproved), typeof(ProgrammeStarted), typeof(ItemsCarriedOver), typeof(ProgrammeSuspended), typeof(ProgrammeResumed), typeof(ProgrammePartyChanged) },

        // Cases
        { Of<CaseProposed>(),                 [Supporter],                                                 "the answer is its turn" },
        { Of<SameBeneficiaryFound>(),         [Proposer, Supporter],                                       "it waits for a reason" },
        { Of<DuplicateConfirmed>(),           [Supporter],                                                 "it can be taken on" },
        { Of<CaseCompleted>(),                [Supporter],                                                 "the answer is its turn" },
        { Of<CaseAccepted>(),                 [Proposer],                                                  "its candidate is taken" },
        { Of<CaseDeclined>(),                 [Proposer],                                                  "its candidate is not taken" },
        { Of<CaseWaitlisted>(),               [Proposer],                                                  "its candidate waits" },
        { Of<CaseReturnedForCompletion>(),    [Proposer],                                                  "something is missing" },
        { Of<SupportStarted>(),               [Proposer],                                                  "its candidate is on the way" },
        { Of<StageAdvanced>(),                [Proposer],                                                  "its candidate has come further" },
        { Of<StageRepeated>(),                [Proposer],                                                  "its candidate does a stage again" },
        { Of<StageReportSubmitted>(),         [Proposer],                                                  "it accepts or returns it" },
        { Of<StageReportAccepted>(),          [Supporter],                                                 "it is settled" },
        { Of<StageReportReturned>(),          [Supporter],                                                 "it is owed again" },
        { Of<StageReportMissed>(),            [OtherSide],                                                 "it is still owed" },
        { Of<CaseHeld>(),                     [OtherSide],                                                 "it stands still" },
        { Of<CaseResumed>(),                  [OtherSide],                                                 "it goes on" },
        { Of<CaseGraduated>(),                [OtherSide],                                                 "its candidate has arrived" },
        { Of<CaseDropped>(),                  [OtherSide],                                                 "it goes no further" },
        { Of<FollowUpRecorded>(),             [OtherSide],                                                 "how its candidate fares afterwards" },
        { Of<CaseHandedOver>(),               [OtherSide],                                                 "somebody else goes on with it" },
        { "their agreement tells them, or the stage report", typeof(SupportGiven), typeof(BodyFounded), typeof(FounderLinked), typeof(CasePartyJoined), typeof(CasePartyLeft),
            typeof(CasePartySucceeded), typeof(CaseAgreementSuspended), typeof(CaseAgreementResumed) },

        // Participations
        { Of<InvitationRecorded>(),           [Coordinators],                                              "it is to be answered" },
        { Of<InvitationAccepted>(),           [Coordinators],                                              "the organisation goes" },
        { Of<InvitationDeclined>(),           [Coordinators],                                              "the organisation does not go" },
        { Of<ParticipationConfirmed>(),       [Coordinators],                                              "the organisation goes" },
        { Of<ParticipationCancelled>(),       [Coordinators],                                              "the organisation does not go" },
        { Of<OccasionRescheduled>(),          [Coordinators],                                              "it is on other days" },
        { Of<SessionAdded>(),                 [Named<Taking, SessionAdded>(Coordinator, (p, e) => (p.Organisation, e.Speaker))], "the person speaks there" },
        { Of<ParticipationHeld>(),            [Awaited(DeadlineKind.MissionReport)],                       "the mission report is due" },
        { Of<MissionReportSubmitted>(),       [Coordinators],                                              "it can be read" },
        { Of<FollowUpAdded>(),                [Each<Taking, FollowUpAdded>((p, e) => [new Ear.At(p.Organisation, e.Role, e.Owner)])], "it is to be done" },
        { Of<FollowUpCompleted>(),            [Coordinators],                                              "it is done" },
        { Of<FollowUpCancelled>(),            [Each<Taking, FollowUpCancelled>((p, e) => p.FollowUp(e.FollowUp) is { Added: var f } ? [new Ear.At(p.Organisation, f.Role, f.Owner)] : [])], "it is not to be done any more" },
        { "those who are there note it, and the draft tells of itself", typeof(ParticipationPlanned), typeof(PartChanged), typeof(SessionRemoved), typeof(WorkingMeetingLogged),
            typeof(VisitLogged), typeof(ContactLogged), typeof(ContactTurnedIntoDraft), typeof(ParticipationFollowedUp) },

        // Organisations
        { Of<DelegationRecorded>(),           [Named<Organisation, DelegationRecorded>(Signatory, (o, e) => (o.Id, e.Delegation.To))], "the person may sign" },
        { Of<AbsenceRecorded>(),              [Named<Organisation, AbsenceRecorded>(Coordinator, (o, e) => (o.Id, e.Absence.StandIn))], "the person stands in" },
        { Of<RolesChanged>(),                 [Named<Organisation, RolesChanged>(Coordinator, (o, e) => (o.Id, e.Person))], "the person has another part" },
        { "the organisation's own administration", typeof(OrganisationRegistered), typeof(OrganisationActivated), typeof(OrganisationRenamed), typeof(AliasesChanged), typeof(IdentifiersChanged),
            typeof(ContactsChanged), typeof(OrganisationRetired), typeof(CalendarChanged), typeof(HolidaysChanged), typeof(HolidaysConfirmed), typeof(DelegationRevoked), typeof(AbsenceShortened),
            typeof(MemberAdded), typeof(MembershipEnded), typeof(OfficeHolderAppointed), typeof(OfficeEnded) },
    };

    private static Of<TEvent> Of<TEvent>() where TEvent : IEvent => default;
}
