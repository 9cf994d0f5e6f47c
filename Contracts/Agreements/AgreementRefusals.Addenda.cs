namespace Mithaq.Contracts.Agreements;

public static partial class AgreementRefusals
{
    // Addenda
    public const string UnknownAddendum = "agreement.unknown-addendum";
    public const string UnknownRecommendation = "agreement.unknown-recommendation";
    public const string TrancheStarted = "agreement.tranche-started";
    /// <summary>The approval or signature names another addendum than the one on the table.</summary>
    public const string OtherAddendum = "agreement.other-addendum";
    /// <summary>Another addendum was applied since: rebase first.</summary>
    public const string StaleBase = "agreement.stale-base";
    public const string BaseIsCurrent = "agreement.base-is-current";
    public const string AddendumNotApproved = "agreement.addendum-not-approved";
    public const string AddendumNotSigned = "agreement.addendum-not-signed";
    public const string OverlapUnresolved = "agreement.overlap-unresolved";
    public const string UnknownOverlap = "agreement.unknown-overlap";
}
