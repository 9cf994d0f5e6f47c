using Mithaq.Contracts;
using Mithaq.Contracts.Cases;
using Mithaq.Grains.Kernel;
using static Mithaq.Grains.Cases.CasePermissions;
using static Mithaq.Grains.Cases.CasePhase;

namespace Mithaq.Grains.Cases;

/// <summary>The whole life of a case, a row a command.</summary>
internal static class CaseLifecycle
{
    public static Lifecycle<Case, CasePhase> Rows { get; } = new(state => state.Phase, None)
    {
        // phases                          command                  by           decided in             why                                                            leads to
        // Proposal and answer
        { In(None),                        On<ProposeCase>(),         AnyProposer, Proposing.Propose,     "a party proposes a beneficiary to a project that another leads", Proposed },
        { Open,                            On<ConfirmDuplicate>(),    Proposer,    Duplicates.Confirm,    "a second case of one beneficiary takes a reason" },
        { In(Proposed, Waitlisted),        On<AcceptCase>(),          Supporter,   Answering.Accept,      "the supporter takes it on", Accepted },
        { In(Proposed, ReturnedForCompletion, Waitlisted), On<DeclineCase>(), Supporter, Answering.Decline, "or does not, and says why", Declined },
        { In(Proposed),                    On<WaitlistCase>(),        Supporter,   Answering.Waitlist,    "or would, later", Waitlisted },
        { In(Proposed),                    On<ReturnForCompletion>(), Supporter,   Answering.Return,      "or cannot say before it is complete", ReturnedForCompletion },
        { In(ReturnedForCompletion),       On<CompleteCase>(),        Proposer,    Answering.Complete,    "the days for the answer start anew", Proposed },

        // Support
        { In(Accepted),                    On<StartSupport>(),        Supporter,   Supporting.Start,      "at the first of the project's stages", Supported },
        { In(Supported),                   On<AdvanceStage>(),        Supporter,   Supporting.Advance,    "one stage after the other" },
        { In(Supported),                   On<RepeatStage>(),         Supporter,   Supporting.Repeat,     "where the project's stages repeat" },
        { Helped,                          On<RecordSupport>(),       Supporter,   Supporting.Record,     "what was given, and what it is worth" },
        { In(Accepted, Supported),         On<HoldCase>(),            EitherSide,  Pausing.Hold,          "the days held do not count", OnHold },
        { In(OnHold),                      On<ResumeCase>(),          EitherSide,  Pausing.Resume,        "it goes on where it was", Accepted, Supported },

        // Reports on the stages
        { Helped,                          On<SubmitStageReport>(),   Supporter,   StageReports.Submit,   "the supporter owes the proposer news; what was missed stays owed" },
        { Helped,                          On<AcceptStageReport>(),   Proposer,    StageReports.Accept,   "the proposer accepts it" },
        { Helped,                          On<ReturnStageReport>(),   Proposer,    StageReports.Return,   "or wants it better" },

        // The end, and after it
        { In(Supported),                   On<GraduateCase>(),        Supporter,   Ending.Graduate,       "after the last stage only", Graduated },
        { Open,                            On<DropCase>(),            EitherSide,  Ending.Drop,           "either side, with a reason", Dropped },
        { In(Graduated),                   On<RecordFollowUp>(),      Supporter,   Ending.FollowUp,       "six and twelve months later" },
        { NotOver,                         On<RecordFounding>(),      EitherSide,  Founding.Record,       "a person founded a body that has a case of its own" },
        { NotOver,                         On<ConfirmRecordedActs>(), Coordinator, RecordedActs.Confirm,  "a party that has accounts by now stands by its letters" },

        // Other grains and time; what comes when it is over finds nothing to do
        { Known,                           On<CheckSameBeneficiary>(),       ByTimer, Unless<CheckSameBeneficiary>(Duplicates.Check),           "two that were proposed at once did not see each other" },
        { Known,                           On<NoteFounder>(),                ByTimer, Unless<NoteFounder>(Founding.Note),                       "the body's case learns who founded it" },
        { Known,                           On<NoteCaseAgreementSuspended>(), ByTimer, Unless<NoteCaseAgreementSuspended>(Pausing.Suspended),    "its clocks stand still" },
        { Known,                           On<NoteCaseAgreementResumed>(),   ByTimer, Unless<NoteCaseAgreementResumed>(Pausing.Resumed),        "and run again" },
        { Known,                           On<NoteCaseParty>(),              ByTimer, Unless<NoteCaseParty>(CaseParties.Note),                  "the agreement's parties changed" },
        { Known,                           On<NoteCaseHandedOver>(),         ByTimer, Unless<NoteCaseHandedOver>(Ending.HandOver),              "no open case outlives its agreement",
            [.. Open.Select(phase => (Lead<CasePhase>)(phase, HandedOver))] },
        { Known,                           On<DeadlineReached>(),            ByTimer, Unless<DeadlineReached>(CaseDeadlines.Reached),           "the grain checks the timer against its state" },
    };

    private static CasePhase[] In(params CasePhase[] phases) => phases;

    private static On<TCommand> On<TCommand>() where TCommand : ICommand => default;

    /// <summary>Unless it is over.</summary>
    private static Func<Case, TCommand, Context, Decision> Unless<TCommand>(Func<Case, TCommand, Context, Decision> decide) =>
        (state, command, context) => state.IsOver ? Decision.Nothing : decide(state, command, context);

    private static CasePhase[] Open => [Proposed, ReturnedForCompletion, Waitlisted, Accepted, Supported, OnHold];

    /// <summary>Support has begun, and may be over well.</summary>
    private static CasePhase[] Helped => [Supported, OnHold, Graduated];

    private static CasePhase[] NotOver => [.. Open, Graduated];

    private static CasePhase[] Known => [.. NotOver, Declined, Dropped, HandedOver];
}
