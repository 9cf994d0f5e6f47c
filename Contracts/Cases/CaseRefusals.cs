namespace Mithaq.Contracts.Cases;

/// <summary>What a case refuses.</summary>
public static class CaseRefusals
{
    // Proposing
    public const string UnknownProgramme = "case.unknown-programme";
    /// <summary>Not approved yet, or closing already.</summary>
    public const string ProgrammeNotRunning = "case.programme-not-running";
    /// <summary>The agreement stands still as a whole, and its programmes with it.</summary>
    public const string AgreementSuspended = "case.agreement-suspended";
    public const string UnknownProject = "case.unknown-project";
    public const string TakesNoCases = "case.takes-no-cases";
    public const string NotAmongParties = "case.not-among-parties";
    /// <summary>Who leads the project supports its cases, and does not propose them.</summary>
    public const string ProposedBySupporter = "case.proposed-by-supporter";
    /// <summary>A natural person stands in a case as an id and a seal alone.</summary>
    public const string NamesAPerson = "case.names-a-person";
    /// <summary>The same beneficiary has an open case already.</summary>
    public const string Duplicate = "case.duplicate";
    /// <summary>Nothing of the same beneficiary waits for a word of the proposer.</summary>
    public const string NoDuplicateFound = "case.no-duplicate-found";

    // Whose turn it is
    public const string NotTheSupporter = "case.not-the-supporter";
    public const string NotTheProposer = "case.not-the-proposer";
    public const string NotASide = "case.not-a-side";
    /// <summary>Before what led to the present stage.</summary>
    public const string ActDateTooEarly = "case.act-date-too-early";

    // Support
    public const string LastStage = "case.last-stage";
    public const string StagesLeft = "case.stages-left";
    public const string StagesDoNotRepeat = "case.stages-do-not-repeat";
    public const string StageNotReached = "case.stage-not-reached";
    /// <summary>On that day the case was on hold, or had graduated.</summary>
    public const string NotSupportedThen = "case.not-supported-then";

    // Reports
    /// <summary>No report has that number, or earlier ones come first.</summary>
    public const string UnknownReport = "case.unknown-report";
    public const string ReportSubmittedAlready = "case.report-submitted-already";
    public const string ReportSettled = "case.report-settled";
    public const string NothingSubmitted = "case.nothing-submitted";

    // Founding and follow-ups
    public const string NotAPersonsCase = "case.not-a-persons-case";
    /// <summary>No such case, or one of another agreement.</summary>
    public const string UnknownBody = "case.unknown-body";
    public const string NotABody = "case.not-a-body";
    public const string FoundingRecordedAlready = "case.founding-recorded-already";
    public const string FollowUpRecordedAlready = "case.follow-up-recorded-already";
}
