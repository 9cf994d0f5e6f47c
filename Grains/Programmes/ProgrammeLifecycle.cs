using Mithaq.Contracts;
using Mithaq.Contracts.Programmes;
using Mithaq.Grains.Kernel;
using static Mithaq.Grains.Programmes.ProgrammePermissions;
using static Mithaq.Grains.Programmes.ProgrammeStage;

namespace Mithaq.Grains.Programmes;

/// <summary>The whole life of a programme, a row a command.</summary>
internal static class ProgrammeLifecycle
{
    public static Lifecycle<Programme, ProgrammeStage> Rows { get; } = new(programme => programme.Stage, None)
    {
        // stages            command                                 by                      decided in                  why                                                        leads to
        // Preparation
        { In(None),          On<OpenProgramme>(),                    BySystem,               Opening.Open,               "its agreement has opened it", Open },
        { In(Open),          On<SetProject>(),                       CoordinatorOrLead,      Planning.SetProject,        "what is to be done, under which axis, led by whom" },
        { In(Open),          On<SetActivity>(),                      CoordinatorOrLead,      Planning.SetActivity,       "what is done on which days" },
        { In(Open),          On<SetBudgetLine>(),                    CoordinatorOrLead,      Planning.SetLine,           "what each funder means to spend" },
        { In(Open),          On<SetIndicator>(),                     CoordinatorOrLead,      Planning.SetIndicator,      "what success is measured by" },
        { In(Open),          On<SetReporting>(),                     CoordinatorOrLead,      Planning.SetReporting,      "who reports, and how often" },
        { In(Open),          On<RemoveFromPlan>(),                   CoordinatorOrLead,      Planning.Remove,            "until it is on the table, anything can go" },

        // Approval
        { In(Open),          On<ProposeProgramme>(),                 Coordinator,            Approving.Propose,          "the plan is on the table, as this version", Proposed },
        { In(Proposed),      On<ReturnProgramme>(),                  Coordinator,            Approving.Return,           "back to preparation; approvals are void", Open },
        { In(Proposed),      On<ApproveProgramme>(),                 Coordinator,            Approving.Approve,          "every party, this version; late, it starts at once", Approved, Executing },
        { Known,             On<NoteProgrammeDecision>(),            BySystem,               Approving.NoteDecision,     "a unanimous decision approves it, or a change, where that is the rule", (Proposed, Approved), (Proposed, Executing) },
        { InForce,           On<ProposeChange>(),                    CoordinatorOrLead,      Changing.Propose,           "changes go the way of approval" },
        { InForce,           On<ApproveChange>(),                    Coordinator,            Changing.Approve,           "every party; the last one applies it" },
        { InForce,           On<RejectChange>(),                     Coordinator,            Changing.Reject,            "one party is enough" },

        // Execution
        { In(Executing),     On<StartActivity>(),                    CoordinatorOrLead,      Activities.Start,           "the lead party's" },
        { UnderWay,          On<CompleteActivity>(),                 CoordinatorOrLead,      Activities.Complete,        "with evidence; the period may be over by then" },
        { InForce,           On<DelayActivity>(),                    CoordinatorOrLead,      Activities.Delay,           "new days within the period" },
        { UnderWay,          On<CancelActivity>(),                   CoordinatorOrLead,      Activities.Cancel,          "with a reason" },
        { BeforeClosing,     On<RecordBudget>(),                     FinanceOfficer,         Spending.Record,            "what the funder has opened in its own budget" },
        { InForce,           On<EngageBudget>(),                     FinanceOfficer,         Spending.Engage,            "the funder, up to what is budgeted; not before the approval" },
        { UnderWay,          On<ReleaseBudget>(),                    FinanceOfficer,         Spending.Release,           "what will not be paid is free again" },
        { UnderWay,          On<PayBudget>(),                        FinanceOfficer,         Spending.Pay,               "the funder, up to what is engaged" },
        { Reported,          On<RecordMeasurement>(),                CoordinatorOrLead,      Measuring.Record,           "with evidence" },
        { Reported,          On<ApproveMeasurement>(),               CoordinatorOrLead,      Measuring.Approve,          "another party than the one that measured" },
        { Reported,          On<ReturnMeasurement>(),                CoordinatorOrLead,      Measuring.Return,           "to be measured again" },
        { Reported,          On<SubmitProgrammeReport>(),            CoordinatorOrLead,      Reporting.Submit,           "by the reporter, or any party; it never lapses by itself" },
        { Reported,          On<AcceptProgrammeReport>(),            Coordinator,            Reporting.Accept,           "every other party; a tranche may hang on it" },
        { Reported,          On<ReturnProgrammeReport>(),            Coordinator,            Reporting.Return,           "to be completed" },

        // Closing
        { In(Closing),       On<CarryOver>(),                        Coordinator,            CarryingOver.Carry,         "unfinished activities and unspent money go on in another period" },
        { Known,             On<NoteCarriedOver>(),                  BySystem,               CarryingOver.Note,          "what an earlier period could not finish" },
        { BeforeClosing,     On<DismissCarriedOver>(),               Coordinator,            CarryingOver.Dismiss,       "it is not taken up" },
        { In(Closing),       On<EvaluateProgramme>(),                EvaluatorOrCoordinator, Evaluating.Submit,          "once the annual report is accepted" },
        { In(Closing),       On<ApproveProgrammeEvaluation>(),       Coordinator,            Evaluating.Approve,         "every party; the last one makes it evaluated", Evaluated },
        { In(Closing),       On<ReturnProgrammeEvaluation>(),        Coordinator,            Evaluating.Return,          "to be done again; approvals are void" },
        { In(Closing),       On<WaiveProgrammeEvaluation>(),         Coordinator,            Evaluating.Waive,           "every party agrees to do without", Evaluated },

        // The agreement and its parties
        { Known,             On<NoteProgrammeAgreementSuspended>(),  BySystem,               Standing.Suspend,           "clocks stand still and nothing is spent" },
        { Known,             On<NoteProgrammeAgreementResumed>(),    BySystem,               Standing.Resume,            "and run again" },
        { Known,             On<NoteProgrammeAgreementEnded>(),      BySystem,               Standing.End,               "what is carried out closes, what has not begun is abandoned",
            (Open, Abandoned), (Proposed, Abandoned), (Approved, Abandoned), (Approved, Closing), (Executing, Closing) },
        { Known,             On<NoteProgrammeAgreementEndRectified>(), BySystem,             Standing.Reinstate,         "unless that end was a mistake",
            (Abandoned, Open), (Abandoned, Proposed), (Abandoned, Approved), (Abandoned, Executing), (Closing, Approved), (Closing, Executing) },
        { Known,             On<NoteProgrammeParty>(),               BySystem,               Standing.ChangeParty,       "who leaves is waited for no more", (Proposed, Approved), (Proposed, Executing), (Closing, Evaluated) },
        { Known,             On<ConfirmRecordedActs>(),              Coordinator,            RecordedActs.Confirm,       "a party that has accounts by now stands by its letters" },
        { Known,             On<DeadlineReached>(),                  BySystem,               ProgrammeDeadlines.Reached, "the grain checks the timer against its state", (Approved, Executing), (Executing, Closing) },
    };

    private static ProgrammeStage[] In(params ProgrammeStage[] stages) => stages;

    private static On<TCommand> On<TCommand>() where TCommand : ICommand => default;

    private static ProgrammeStage[] InForce => [Approved, Executing];

    private static ProgrammeStage[] UnderWay => [Approved, Executing, Closing];

    private static ProgrammeStage[] Reported => [Executing, Closing];

    private static ProgrammeStage[] BeforeClosing => [Open, Proposed, Approved, Executing];

    /// <summary>From the opening on: what comes too late has no effect.</summary>
    private static ProgrammeStage[] Known => [Open, Proposed, Approved, Executing, Closing, Evaluated, Abandoned];
}
