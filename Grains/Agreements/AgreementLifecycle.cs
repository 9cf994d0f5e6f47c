using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Kernel;
using static Mithaq.Grains.Agreements.AgreementPermissions;
using static Mithaq.Grains.Agreements.AgreementStage;

namespace Mithaq.Grains.Agreements;

/// <summary>The whole life of an agreement, a row a command.</summary>
internal static class AgreementLifecycle
{
    public static Lifecycle<Agreement, AgreementStage> Rows { get; } = new(agreement => agreement.Stage, None)
    {
        // stages                          command                       by                    decided in                    why                                                      leads to
        // Formation
        { In(None),                        On<DraftAgreement>(),         AnyCoordinator,       Formation.Draft,              "a coordinator starts a draft", Draft },
        { In(None),                        On<ImportAgreement>(),        AnyCoordinator,       Importing.Import,             "an agreement that already runs on paper", InForce },
        { In(None),                        On<DraftSpecific>(),          ByTimer,              Formation.DraftSpecific,      "its framework has opened it", Draft },
        { In(None),                        On<DraftFromContact>(),       ByTimer,              Formation.DraftFromContact,   "a contact of a participation has led to it", Draft },
        { In(Draft),                       On<SetParties>(),             Coordinator,          Formation.SetParties,         "who takes part" },
        { In(Draft),                       On<SetSubstance>(),           Coordinator,          Formation.SetSubstance,       "purpose, axes, principles, strategy" },
        { In(Draft),                       On<SetTerm>(),                Coordinator,          Formation.SetTerm,            "how long, and what follows" },
        { In(Draft),                       On<SetGovernance>(),          Coordinator,          Formation.SetGovernance,      "committees and the days that count" },
        { In(Draft),                       On<SetCommitments>(),         Coordinator,          Formation.SetCommitments,     "who owes what to whom" },
        { In(Draft),                       On<SetFunding>(),             Coordinator,          Formation.SetFunding,         "who brings how much, paid on which conditions" },
        { In(Draft),                       On<SetFormalities>(),         Coordinator,          Formation.SetFormalities,     "what the law wants before it binds" },
        { In(Draft),                       On<ReviseText>(),             Coordinator,          Formation.ReviseText,         "a new version of the text" },
        { Living,                          On<RecordReference>(),        Coordinator,          Formation.Reference,          "numbers arrive at any time" },
        { In(Draft, Review, Approved),     On<WithdrawAgreement>(),      Coordinator,          Formation.Withdraw,           "before the first signature only", Withdrawn },
        { Living,                          On<ConfirmRecordedActs>(),    Coordinator,          RecordedActs.Confirm,        "a party that has accounts by now stands by its letters" },
        // Review
        { In(Draft),                       On<SendToReview>(),           Coordinator,          Reviewing.Send,            "complete drafts only", Review },
        { In(Draft, Review),               On<CommentOnClause>(),        Reviewer,             Reviewing.Comment,    "a remark on a clause" },
        { In(Draft, Review),               On<ResolveComment>(),         Reviewer,             Reviewing.Resolve,    "the remark is answered" },
        { In(Review, Approved),            On<RequestChanges>(),         Reviewer,             Reviewing.RequestChanges, "a new version voids every approval", Draft },
        { In(Review),                      On<ApproveText>(),            ApprovalChain,        Reviewing.Approve,    "this version, by hash", Approved },
        // Signing
        { In(Approved),                    On<ScheduleSigning>(),        Coordinator,          Signing.Schedule,             "the ceremony has a date and a place" },
        { In(Approved),                    On<SignText>(),               Recorder,             Signing.Sign,                 "bound to the approved text; never signed before the last", Signed, InForce, Suspended },
        { In(Signed, InForce, Suspended),  On<AcknowledgeOriginal>(),    Coordinator,          Signing.Acknowledge,          "each party has its original" },
        // Entry into force, formalities
        { In(Signed, InForce, Suspended, Ended, Evaluated, AgreementStage.Void), On<RecordFormality>(), Coordinator, Formalities.Record, "visas and deliberations; late ones put right what silence was taken for",
            (Signed, InForce), (Signed, Draft), (Signed, AgreementStage.Void), (InForce, AgreementStage.Void), (Suspended, AgreementStage.Void), (Ended, AgreementStage.Void),
            (Evaluated, AgreementStage.Void), (AgreementStage.Void, Signed), (AgreementStage.Void, InForce), (Signed, Suspended),
            (AgreementStage.Void, Suspended) },

        // Programmes
        { In(InForce),                     On<OpenProgrammePeriod>(),    Coordinator,          Programmes.Open,              "a period of its own choice; annual ones open by themselves" },

        // Commitments
        { InEffect,                        On<ReportOccurrence>(),       CoordinatorOrLead,    Commitments.Report,           "what was done, with evidence; an obligation never lapses by itself" },
        { InEffect,                        On<AcceptOccurrence>(),       Coordinator,          Commitments.Accept,           "the other side accepts" },
        { InEffect,                        On<ReturnOccurrence>(),       Coordinator,          Commitments.Return,           "or wants it again" },
        { InEffect,                        On<WaiveOccurrence>(),        Coordinator,          Commitments.Waive,            "only whom it is owed to lets it go" },

        // Funding
        { InEffect,                        On<NoteReportAccepted>(),     ByTimer,              TrancheConditions.NoteReport, "a tranche may hang on it" },
        { InEffect,                        On<NoteDecision>(),           ByTimer,              TrancheConditions.NoteDecision, "a tranche may hang on it" },
        { InEffect,                        On<CallTranche>(),            FinanceOrCoordinator, Funding.Call,                 "the recipient, once every condition is met" },
        { InEffect,                        On<PayTranche>(),             FinanceOfficer,       Funding.Pay,                  "the funder, whole; no spending before it is in force" },
        { InEffect,                        On<ConfirmReceipt>(),         FinanceOrCoordinator, Funding.Receive,              "the recipient has it" },
        { InEffect,                        On<SubmitJustification>(),    FinanceOrCoordinator, Justifying.Submit,            "the recipient shows how it was spent" },
        { InEffect,                        On<AcceptJustification>(),    FinanceOrCoordinator, Justifying.Accept,            "the funder accepts; a later tranche may hang on it" },
        { InEffect,                        On<ReturnJustification>(),    FinanceOrCoordinator, Justifying.Return,            "or wants it better" },
        { InEffect,                        On<WithholdTranche>(),        FinanceOrCoordinator, Funding.Withhold,             "the funder holds back what it has not paid" },
        { InEffect,                        On<ReleaseTranche>(),         FinanceOrCoordinator, Funding.Release,              "it goes on from where it was" },
        { InEffect,                        On<ReclaimTranche>(),         FinanceOrCoordinator, Funding.Reclaim,              "the funder takes back what is not justified" },
        { InEffect,                        On<RecordDelivery>(),         Coordinator,          InKind.Record,                "what is brought in kind" },
        { InEffect,                        On<AcceptDelivery>(),         Coordinator,          InKind.Accept,                "another party has it in hand" },
        { InEffect,                        On<ReturnDelivery>(),         Coordinator,          InKind.Return,                "or does not take it so" },

        // Addenda
        { Running,                           On<ProposeAddendum>(),       Coordinator,           Addenda.Propose,              "bound to the version that stands now; overlaps are named" },
        { Running,                           On<ResolveOverlap>(),        Coordinator,           Addenda.Resolve,              "replaces or adds, before anybody signs" },
        { Running,                           On<ApproveAddendum>(),       LastInChain,           AddendaSigning.Approve,       "this addendum, by hash, on a current base" },
        { Running,                           On<SignAddendum>(),          Recorder,              AddendaSigning.Sign,          "approved by all, no overlap unresolved" },
        { Running,                           On<RecordAddendumFormality>(),Coordinator,           AddendaSigning.Formality,     "a refusal withdraws it" },
        { Running,                           On<RebaseAddendum>(),        Coordinator,           Addenda.Rebase,               "another was applied first; approvals are void" },
        { Running,                           On<WithdrawAddendum>(),      Coordinator,           Addenda.Withdraw,             "before it is applied" },
        { InEffect,                          On<NoteAddendumRecommended>(),ByTimer,               Addenda.Recommended,          "a committee recommends one" },
        { Running,                           On<DismissRecommendation>(), Coordinator,           Addenda.Dismiss,              "a recommendation is not followed" },

        // Term
        { In(InForce, Suspended, Ended),     On<AgreeToRenew>(),          Coordinator,           Renewing.AgreeToRenew,        "every party before the end; the last extends the term", (Ended, InForce) },
        { InEffect,                          On<GiveNonRenewalNotice>(),  Coordinator,           Renewing.GiveNotice,          "in time by its act date, even if recorded late", (InForce, Ended), (Suspended, Ended) },
        { Running,                           On<WithdrawNotice>(),        Coordinator,           Renewing.WithdrawNotice,      "whoever gave it takes it back before the end" },
        { In(InForce, Suspended, Ended),     On<SuspendAgreement>(),      Coordinator,           Suspension.Suspend,           "stops the clocks of everything or of named commitments; recorded late, it undoes an end that it comes before",
            (InForce, Suspended), (Ended, Suspended), (Ended, InForce) },
        { In(InForce, Suspended, Ended),     On<InvokeForceMajeure>(),    Coordinator,           Suspension.InvokeForceMajeure,"stops everything and extends the term; recorded late, it undoes an end that it comes before",
            (InForce, Suspended), (Ended, Suspended) },
        { Running,                           On<ResumeAgreement>(),       Coordinator,           Suspension.Resume,            "what was suspended runs again", (Suspended, InForce) },
        { Running,                           On<GiveFormalNotice>(),      Coordinator,           Ending.GiveFormalNotice,      "the cure period begins" },
        { Running,                           On<DeclareCured>(),          Coordinator,           Ending.DeclareCured,          "by whoever gave the notice" },
        { Running,                           On<TerminateForBreach>(),    Coordinator,           Ending.Terminate,             "after the cure period, by whoever gave the notice", Ended },
        { Running,                           On<AgreeToEnd>(),            Coordinator,           Ending.AgreeToEnd,            "common accord: every party, the same day", Ended },
        { Running,                           On<EndForForceMajeure>(),    Coordinator,           Ending.EndForForceMajeure,    "after 90 days of suspension", Ended },
        { InEffect,                          On<OpenDispute>(),           Coordinator,           Disputes.Open,                "amicable first" },
        { InEffect,                          On<MoveDispute>(),           Coordinator,           Disputes.Move,                "amicable, signatories, court" },
        { InEffect,                          On<SettleDispute>(),         Coordinator,           Disputes.Settle,              "at any step" },
        { Running,                           On<ProposeAccession>(),      Coordinator,           Membership.ProposeAccession,  "where the governance is open to it" },
        { Running,                           On<ConsentToAccession>(),    Coordinator,           Membership.Consent,           "every party; the last lets it accede" },
        { Running,                           On<GiveWithdrawal>(),        Coordinator,           Membership.GiveWithdrawal,    "at the notice that the governance foresees", Ended },
        { Living,                            On<SucceedParty>(),          ByTimer,               Succession.Succeed,           "an organisation was succeeded or renamed" },
        { Living,                            On<NoteOfficeHolder>(),      ByTimer,               Membership.NoteOfficeHolder,  "who represents a party by an office is followed by the next" },
        { In(InForce),                       On<OpenSpecific>(),          Coordinator,           Family.OpenSpecific,          "what must never race goes through the framework" },
        { InEffect,                          On<NoteSpecificClosed>(),    ByTimer,               Family.SpecificClosed,        "a framework with open specific agreements cannot close" },
        { Living,                            On<NoteFrameworkSuspended>(),ByTimer,               Family.FrameworkSuspended,    "the framework's suspension reaches it", (InForce, Suspended) },
        { Living,                            On<NoteFrameworkResumed>(),  ByTimer,               Family.FrameworkResumed,      "and so does its resumption", (Suspended, InForce) },
        { Living,                            On<NoteFrameworkEnded>(),    ByTimer,               Family.FrameworkEnded,        "unless it survives",
            (Draft, Withdrawn), (Review, Withdrawn), (Approved, Withdrawn), (Signed, Ended), (InForce, Ended), (Suspended, Ended) },
        { Living,                            On<NoteFrameworkEndRectified>(),ByTimer,             Family.FrameworkEndRectified, "unless that end was a mistake", (Ended, Signed), (Ended, InForce) },
        { Running,                           On<NoteSpecificReinstated>(),ByTimer,               Family.SpecificReinstated,    "one that was void is signed again" },
        { Living,                            On<NoteFrameworkTermChanged>(),ByTimer,               Family.FrameworkTermChanged,  "its term is cut to the framework's" },

        // Evaluation and closing
        { In(InForce, Suspended, Ended),     On<OpenEvaluation>(),        Coordinator,           Evaluation.Open,              "final once it has ended, at mid-term while it runs" },
        { In(InForce, Suspended, Ended),     On<SubmitEvaluation>(),      EvaluatorOrCoordinator, Evaluation.Submit,            "by the evaluators named, or for an external body" },
        { In(InForce, Suspended, Ended),     On<ApproveEvaluation>(),     Coordinator,           Evaluation.Approve,           "every party; the last one makes it evaluated", (Ended, Evaluated) },
        { In(InForce, Suspended, Ended),     On<ReturnEvaluation>(),      Coordinator,           Evaluation.Return,            "back to the evaluators; approvals are void" },
        { In(Ended),                         On<WaiveEvaluation>(),       Coordinator,           Evaluation.Waive,             "every party agrees to do without", Evaluated },
        { In(Ended, Evaluated),              On<SubmitClosingReport>(),   Coordinator,           Closing.SubmitReport,         "due 90 days after the end" },
        { In(Ended, Evaluated),              On<AcceptClosingReport>(),   Coordinator,           Closing.AcceptReport,         "every other party" },
        { In(Ended, Evaluated),              On<ReturnClosingReport>(),   Coordinator,           Closing.ReturnReport,         "with a reason" },
        { In(Ended, Evaluated),              On<SettleAccounts>(),        FinanceOrCoordinator,  Closing.SettleAccounts,       "each party for itself" },
        { In(Ended, Evaluated),              On<HandOverCases>(),         Coordinator,           Closing.HandOverCases,        "no open case is left behind" },
        { In(Evaluated),                     On<CloseAgreement>(),        Coordinator,           Closing.Close,                "when nothing is missing", Closed },

        // Time
        { Living,                          On<DeadlineReached>(),        ByTimer,              AgreementDeadlines.Reached, "the grain checks the timer against its state",
            (Signed, InForce), (Signed, Suspended), (Signed, Draft), (Signed, AgreementStage.Void), (Suspended, InForce), (InForce, Ended), (Suspended, Ended) },
    };

    private static AgreementStage[] In(params AgreementStage[] stages) => stages;

    private static On<TCommand> On<TCommand>() where TCommand : ICommand => default;

    private static AgreementStage[] Running => [InForce, Suspended];

    /// <summary>From the entry into force until it is closed.</summary>
    private static AgreementStage[] InEffect => [InForce, Suspended, Ended, Evaluated];

    /// <summary>Every stage in which something can still happen.</summary>
    private static AgreementStage[] Living => [Draft, Review, Approved, Signed, InForce, Suspended, Ended, Evaluated];
}
