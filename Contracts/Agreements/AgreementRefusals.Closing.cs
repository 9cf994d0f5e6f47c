namespace Mithaq.Contracts.Agreements;

public static partial class AgreementRefusals
{
    // Evaluation
    /// <summary>A final evaluation of an agreement that runs, or one at mid-term of an agreement that has ended.</summary>
    public const string EvaluationOutOfTime = "agreement.evaluation-out-of-time";
    public const string EvaluationUnderWay = "agreement.evaluation-under-way";
    public const string UnknownEvaluation = "agreement.unknown-evaluation";
    public const string NotAnEvaluator = "agreement.not-an-evaluator";
    public const string EvaluationAlreadySubmitted = "agreement.evaluation-already-submitted";
    public const string EvaluationNotSubmitted = "agreement.evaluation-not-submitted";

    // Closing
    public const string ClosingReportPending = "agreement.closing-report-pending";
    public const string ClosingReportAlreadyApproved = "agreement.closing-report-already-approved";
    public const string NoClosingReport = "agreement.no-closing-report";
    public const string OwnClosingReport = "agreement.own-closing-report";
    public const string AccountsAlreadySettled = "agreement.accounts-already-settled";
    public const string TranchesUnsettled = "agreement.tranches-unsettled";
    public const string NoOpenCases = "agreement.no-open-cases";
    public const string CasesAlreadyHandedOver = "agreement.cases-already-handed-over";
    /// <summary>What is missing comes as field errors.</summary>
    public const string NotReadyToClose = "agreement.not-ready-to-close";
}
