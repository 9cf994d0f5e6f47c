namespace Mithaq.Contracts.Agreements;

public static partial class AgreementRefusals
{
    public const string UnknownCommitment = "agreement.unknown-commitment";
    /// <summary>No occurrence falls on that date, or earlier ones come first.</summary>
    public const string UnknownOccurrence = "agreement.unknown-occurrence";
    public const string NotAnObligor = "agreement.not-an-obligor";
    public const string NotABeneficiary = "agreement.not-a-beneficiary";
    /// <summary>The party that reported does not accept or return its own report.</summary>
    public const string OwnReport = "agreement.own-report";
    /// <summary>A party that owes it too does not release itself: that takes an addendum.</summary>
    public const string OwnObligation = "agreement.own-obligation";
    /// <summary>It waits for a beneficiary's answer.</summary>
    public const string OccurrenceReportedAlready = "agreement.occurrence-reported-already";
    /// <summary>Accepted or waived: nothing is open.</summary>
    public const string OccurrenceSettled = "agreement.occurrence-settled";
    public const string NothingReported = "agreement.nothing-reported";
}
