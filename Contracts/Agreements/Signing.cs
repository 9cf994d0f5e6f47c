namespace Mithaq.Contracts.Agreements;

/// <summary>When and where the parties sign; may be given again until the first signature.</summary>
public sealed record ScheduleSigning(DateOnly Date, string Place) : IAgreementCommand;

public sealed record SigningScheduled(DateOnly Date, string Place) : IAgreementEvent;

/// <summary>A party's signatory, or a delegate whose delegation covers the act date, signs the approved text: in the system, or on paper with the scan.</summary>
public sealed record SignText(PersonId Signatory, Sha256 Text, DateOnly ActDate, Document? Paper = null) : IAgreementCommand, IDated;

/// <param name="Through">The body whose office-holder signed for the party, where the text says so.</param>
public sealed record TextSigned(
    OrganisationId Party, PersonId Signatory, Sha256 Text, DateOnly ActDate, Document? Paper = null, bool Delegated = false, OrganisationId? Through = null)
    : IAgreementEvent, IDated;

/// <param name="LastActDate">The latest of the signatures' act dates.</param>
public sealed record EveryPartySigned(DateOnly LastActDate) : IAgreementEvent;

/// <summary>A party has its signed original in hand.</summary>
public sealed record AcknowledgeOriginal(DateOnly ActDate) : IAgreementCommand, IDated;

public sealed record OriginalAcknowledged(OrganisationId Party, DateOnly ActDate) : IAgreementEvent, IDated;

/// <summary>The agreement binds from 00:00 of this day.</summary>
/// <param name="Ends">The last day of the first term, inclusive; null: open-ended.</param>
public sealed record AgreementCameIntoForce(DateOnly On, DateOnly? Ends) : IAgreementEvent;
