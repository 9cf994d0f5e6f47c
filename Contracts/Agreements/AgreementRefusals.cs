namespace Mithaq.Contracts.Agreements;

/// <summary>What an agreement refuses, chapter by chapter.</summary>
public static partial class AgreementRefusals
{
    // Formation
    public const string OpensThroughFramework = "agreement.opens-through-framework";
    public const string InitiatorNotAmongParties = "agreement.initiator-not-among-parties";
    /// <summary>What is missing comes as field errors.</summary>
    public const string Incomplete = "agreement.incomplete";
    public const string SameText = "agreement.same-text";
    public const string NotAFramework = "agreement.not-a-framework";
    public const string AlreadySignedByAParty = "agreement.already-signed-by-a-party";

    // Review
    public const string UnknownClause = "agreement.unknown-clause";
    public const string UnknownComment = "agreement.unknown-comment";
    /// <summary>The approval or signature names another version than the one on the table.</summary>
    public const string OtherText = "agreement.other-text";
    public const string AlreadyApproved = "agreement.already-approved";

    // Signing
    public const string AlreadySigned = "agreement.already-signed";
    public const string NotASignatory = "agreement.not-a-signatory";
    public const string DelegationExpired = "agreement.delegation-expired";
    public const string SigningInThePast = "agreement.signing-in-the-past";
    public const string AlreadyAcknowledged = "agreement.already-acknowledged";
    public const string PaperMissing = "agreement.paper-missing";
}
