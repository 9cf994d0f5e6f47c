namespace Mithaq.Contracts.Programmes;

/// <summary>What a programme refuses, chapter by chapter.</summary>
public static class ProgrammeRefusals
{
    // Plan
    public const string UnknownPart = "programme.unknown-part";
    public const string ProjectInUse = "programme.project-in-use";
    public const string WithoutProjects = "programme.without-projects";

    // Approval and changes
    public const string ByCommitteeDecision = "programme.by-committee-decision";
    public const string OtherVersion = "programme.other-version";
    public const string AlreadyApproved = "programme.already-approved";
    public const string UnknownChange = "programme.unknown-change";
    public const string BelowEngaged = "programme.below-engaged";
    public const string FunderHasEngaged = "programme.funder-has-engaged";

    // Activities
    public const string UnknownActivity = "programme.unknown-activity";
    public const string ActivitySettled = "programme.activity-settled";
    public const string ActivityUnderWay = "programme.activity-under-way";
    public const string NotTheLead = "programme.not-the-lead";

    // Budget
    public const string UnknownLine = "programme.unknown-line";
    public const string NotTheFunder = "programme.not-the-funder";
    public const string SpendingSuspended = "programme.spending-suspended";
    public const string AmountExceeds = "programme.amount-exceeds";

    // Indicators
    public const string UnknownIndicator = "programme.unknown-indicator";
    public const string UnknownMeasurement = "programme.unknown-measurement";
    public const string OwnMeasurement = "programme.own-measurement";

    // Reports
    public const string UnknownReport = "programme.unknown-report";
    public const string ReportSettled = "programme.report-settled";
    public const string ReportSubmittedAlready = "programme.report-submitted-already";
    public const string NotTheReporter = "programme.not-the-reporter";
    public const string NothingSubmitted = "programme.nothing-submitted";
    public const string OwnReport = "programme.own-report";
    public const string ReportAlreadyAccepted = "programme.report-already-accepted";

    // Carrying over
    public const string UnknownNextPeriod = "programme.unknown-next-period";
    public const string UnspentExceeds = "programme.unspent-exceeds";
    public const string NothingCarriedOver = "programme.nothing-carried-over";

    // Evaluation
    public const string ReportNotAccepted = "programme.report-not-accepted";
    public const string EvaluationSubmittedAlready = "programme.evaluation-submitted-already";
    public const string EvaluationNotSubmitted = "programme.evaluation-not-submitted";
    public const string EvaluationAlreadyApproved = "programme.evaluation-already-approved";
    /// <summary>The end of the agreement cannot be undone here: the programme is being evaluated, or has passed work on.</summary>
    public const string ClosingBegun = "programme.closing-begun";
    public const string AlreadyWaived = "programme.already-waived";
}
