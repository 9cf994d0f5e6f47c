namespace Mithaq.Contracts.Agreements;

public enum FormalityOutcome { Granted, Refused }

/// <summary>
/// The party that obtains a formality records what its giver decided. A decision of a day within the legal days that is recorded late puts right what silence was
/// taken for: a refusal makes void what was deemed granted, a grant brings back what became void. Silence that sent the text back to draft is not put right: the parties are at work on it.
/// </summary>
/// <param name="Reference">The number of the visa, deliberation or certificate, ≤ 100 characters.</param>
public sealed record RecordFormality(string Formality, FormalityOutcome Outcome, DateOnly ActDate, string Reference, Document? Evidence = null)
    : IAgreementCommand, IDated;

public sealed record FormalityGranted(string Formality, OrganisationId Party, DateOnly ActDate, string Reference, Document? Evidence = null) : IAgreementEvent, IDated;

public sealed record FormalityRefused(string Formality, OrganisationId Party, DateOnly ActDate, string Reference, Document? Evidence = null) : IAgreementEvent, IDated;

/// <summary>The giver kept silent through the legal days.</summary>
/// <param name="On">The day after the last legal day (working days counted in).</param>
public sealed record FormalityDeemed(string Formality, FormalityOutcome Outcome, DateOnly On) : IAgreementEvent;

/// <summary>A refused formality ends the agreement as if it had never bound.</summary>
public sealed record AgreementVoided(string Formality, DateOnly On) : IAgreementEvent;

/// <summary>A refused formality sends the agreement back to draft for a new version; approvals and signatures are void.</summary>
public sealed record TextReopened(string Formality, DateOnly On) : IAgreementEvent;

/// <summary>A formality granted in time, recorded late, brings back an agreement that silence had made void: it is signed again.</summary>
public sealed record AgreementReinstated(string Formality, DateOnly On) : IAgreementEvent;
