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
        { In(None),                        On<DraftSpecific>(),          ByTimer,Formation.DraftSpecific, "its framework has opened it", Draft },
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
        { Living,                          On<ConfirmRecordedActs>(),    Coordinator,          Formation.ConfirmRecorded,    "a party that has accounts by now stands by its letters" },
        // Review
        { In(Draft),                       On<SendToReview>(),           Coordinator,          Reviewing.Send,            "complete drafts only", Review },
        { In(Draft, Review),               On<CommentOnClause>(),        Reviewer,             Reviewing.Comment,    "a remark on a clause" },
        { In(Draft, Review),               On<ResolveComment>(),         Reviewer,             Reviewing.Resolve,    "the remark is answered" },
        { In(Review, Approved),            On<RequestChanges>(),         Reviewer,             Reviewing.RequestChanges, "a new version voids every approval", Draft },
        { In(Review),                      On<ApproveText>(),            ApprovalChain,        Reviewing.Approve,    "this version, by hash", Approved },
        // Signing
        { In(Approved),                    On<ScheduleSigning>(),        Coordinator,          Signing.Schedule,             "the ceremony has a date and a place" },
        { In(Approved),                    On<SignText>(),               Recorder,             Signing.Sign,                 "bound to the approved text; never signed before the last", Signed, InForce },
        { In(Signed, InForce, Suspended),  On<AcknowledgeOriginal>(),    Coordinator,          Signing.Acknowledge,          "each party has its original" },
        // Entry into force, formalities
        { In(Signed, InForce, Suspended, Ended, Evaluated, AgreementStage.Void), On<RecordFormality>(), Coordinator, Formalities.Record, "visas and deliberations; late ones put right what silence was taken for", InForce, AgreementStage.Void, Draft, Signed },

        // Commitments
        { Binding,                         On<ReportOccurrence>(),       CoordinatorOrLead,    Commitments.Report,           "what was done, with evidence; an obligation never lapses by itself" },
        { Binding,                         On<AcceptOccurrence>(),       Coordinator,          Commitments.Accept,           "the other side accepts" },
        { Binding,                         On<ReturnOccurrence>(),       Coordinator,          Commitments.Return,           "or wants it again" },
        { Binding,                         On<WaiveOccurrence>(),        Coordinator,          Commitments.Waive,            "only whom it is owed to lets it go" },

        // Funding

        // Addenda

        // Term

        // Evaluation and closing

        // Time
        { Living,                          On<DeadlineReached>(),        ByTimer,AgreementDeadlines.Reached, "the grain checks the timer against its state", InForce, AgreementStage.Void, Draft },
    };

    private static AgreementStage[] In(params AgreementStage[] stages) => stages;

    private static On<TCommand> On<TCommand>() where TCommand : ICommand => default;

    /// <summary>What is owed stays owed after the end.</summary>
    private static AgreementStage[] Binding => [InForce, Suspended, Ended, Evaluated];

    /// <summary>Every stage in which something can still happen.</summary>
    private static AgreementStage[] Living => [Draft, Review, Approved, Signed, InForce, Suspended, Ended, Evaluated];
}
