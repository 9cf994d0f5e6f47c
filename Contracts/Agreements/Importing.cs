namespace Mithaq.Contracts.Agreements;

/// <summary>A party's signature as the paper has it.</summary>
public sealed record ImportedSignature(OrganisationId Party, PersonId Signatory, DateOnly ActDate, Document Paper);

/// <summary>
/// A coordinator of a party brings in an agreement that already runs on paper: framework, partnership or protocol. What its deadlines asked before today is
/// not asked again; it shows as overdue.
/// </summary>
/// <param name="Signatures">One of every party, none after the entry into force.</param>
/// <param name="InForceOn">The first day in force, not ahead of today.</param>
/// <param name="Renewals">How often it was renewed so far; the term that follows from this is not over.</param>
public sealed record ImportAgreement(
    AgreementKind Kind, LocalizedText Title, string Zone, string Currency, IReadOnlyList<Party> Parties, Substance Substance, Term Term,
    IReadOnlyList<Clause> Clauses, IReadOnlyList<ImportedSignature> Signatures, DateOnly InForceOn, int Renewals = 0, Governance? Governance = null,
    IReadOnlyList<Commitment>? Commitments = null, IReadOnlyList<Contribution>? Contributions = null, IReadOnlyList<Tranche>? Tranches = null,
    IReadOnlyList<Document>? Documents = null) : IAgreementCommand;

/// <param name="On">The local date up to which deadlines are silent.</param>
public sealed record AgreementImported(DateOnly On, OrganisationId By) : IAgreementEvent;
