namespace Mithaq.Contracts.Organisations;

/// <summary>Refusals of the organisation. Codes are stable.</summary>
public static class OrganisationRefusals
{
    /// <summary>The id is one that the product uses itself ("system", "platform").</summary>
    public const string ReservedId = "organisation.reserved-id";
    /// <summary>A later name is recorded already.</summary>
    public const string RenamedLater = "organisation.renamed-later";
    public const string SucceedsItself = "organisation.succeeds-itself";

    /// <summary>Somebody else (or the same person by another appointment) holds the office on some of these days.</summary>
    public const string OfficeTaken = "organisation.office-taken";
    /// <summary>The person holds no such office from that day.</summary>
    public const string NotInOffice = "organisation.not-in-office";

    /// <summary>The person's membership covers some of these days already.</summary>
    public const string AlreadyMember = "organisation.already-member";
    public const string NotAMember = "organisation.not-a-member";

    /// <summary>On the act date the delegator holds no office that signs; a delegate cannot delegate further.</summary>
    public const string DelegatorDoesNotSign = "organisation.delegator-does-not-sign";
    public const string DelegatesToSelf = "organisation.delegates-to-self";
    public const string UnknownDelegation = "organisation.unknown-delegation";
    public const string DelegationHasEnded = "organisation.delegation-has-ended";

    public const string AbsenceOverlaps = "organisation.absence-overlaps";
    public const string UnknownAbsence = "organisation.unknown-absence";
    public const string StandsInForSelf = "organisation.stands-in-for-self";
    /// <summary>The stand-in is away on some of these days, or the absent person stands in for somebody then.</summary>
    public const string StandInIsAway = "organisation.stand-in-is-away";

    /// <summary>The calendar's country has no holidays that depend on the moon, as far as the product knows.</summary>
    public const string NoMoonHolidays = "organisation.no-moon-holidays";
}
