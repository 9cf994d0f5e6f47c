namespace Mithaq.Contracts.Agreements;

public static partial class AgreementRefusals
{
    /// <summary>An act dated before what it follows, or before the agreement was in force.</summary>
    public const string ActDateTooEarly = "agreement.act-date-too-early";

    // Term
    public const string NotTacitlyRenewable = "agreement.not-tacitly-renewable";
    public const string NotExpresslyRenewable = "agreement.not-expressly-renewable";
    public const string NoRenewalsLeft = "agreement.no-renewals-left";
    public const string NoticeTooLate = "agreement.notice-too-late";
    public const string NoticeAlreadyGiven = "agreement.notice-already-given";
    public const string NoNotice = "agreement.no-notice";
    public const string AfterTheEnd = "agreement.after-the-end";
    public const string AlreadyAgreed = "agreement.already-agreed";

    // Suspension
    public const string AlreadySuspended = "agreement.already-suspended";
    public const string UnknownSuspension = "agreement.unknown-suspension";
    /// <summary>What the framework's suspension stopped runs again when the framework does.</summary>
    public const string SuspendedByFramework = "agreement.suspended-by-framework";
    /// <summary>The end cannot be undone any more.</summary>
    public const string EvaluatedAlready = "agreement.evaluated-already";

    // Ending badly
    public const string UnknownNotice = "agreement.unknown-notice";
    public const string NotYourNotice = "agreement.not-your-notice";
    public const string CurePeriodRuns = "agreement.cure-period-runs";
    public const string NoForceMajeure = "agreement.no-force-majeure";
    public const string ForceMajeureTooRecent = "agreement.force-majeure-too-recent";
    public const string UnknownDispute = "agreement.unknown-dispute";
    public const string DisputeStepOutOfOrder = "agreement.dispute-step-out-of-order";

    // Parties
    public const string AccessionNotOpen = "agreement.accession-not-open";
    public const string AlreadyAParty = "agreement.already-a-party";
    public const string UnknownAccession = "agreement.unknown-accession";
    public const string WithdrawalNotForeseen = "agreement.withdrawal-not-foreseen";
    public const string WithdrawalAlreadyGiven = "agreement.withdrawal-already-given";
}
