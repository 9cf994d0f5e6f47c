using Mithaq.Contracts.Publishing;

namespace Mithaq.Contracts.Agreements;

public interface IAgreementCommand : ICommand;

[Audience(Audience.Parties)]
public interface IAgreementEvent : IEvent;

/// <summary>A coordinator starts a draft between two or more parties, its own organisation among them.</summary>
/// <param name="Zone">IANA zone in which the agreement's days begin and end.</param>
/// <param name="Currency">ISO 4217; every amount of the agreement is in it.</param>
public sealed record DraftAgreement(
    AgreementKind Kind, LocalizedText Title, string Zone, string Currency, IReadOnlyList<Party> Parties, Origin? Origin = null) : IAgreementCommand;

/// <summary>The draft of a specific agreement, once its framework has opened it.</summary>
public sealed record DraftSpecific(
    LocalizedText Title, string Zone, string Currency, OrganisationId OpenedBy, IReadOnlyList<Party> Parties, Parentage Parentage) : IAgreementCommand, ISystemCommand;

/// <summary>The draft to which a contact of a participation has led.</summary>
/// <param name="OpenedBy">The organisation whose contact it was; it is among the parties.</param>
public sealed record DraftFromContact(
    AgreementKind Kind, LocalizedText Title, string Zone, string Currency, OrganisationId OpenedBy, IReadOnlyList<Party> Parties, Origin Origin)
    : IAgreementCommand, ISystemCommand;

public sealed record AgreementDrafted(
    AgreementKind Kind, LocalizedText Title, string Zone, string Currency, OrganisationId Initiator, IReadOnlyList<Party> Parties,
    Parentage? Parentage = null, Origin? Origin = null) : IAgreementEvent;

/// <summary>Replaces the parties of the draft; whoever started it stays among them.</summary>
public sealed record SetParties(IReadOnlyList<Party> Parties) : IAgreementCommand;

public sealed record PartiesSet(IReadOnlyList<Party> Parties) : IAgreementEvent;

public sealed record SetSubstance(Substance Substance) : IAgreementCommand;

public sealed record SubstanceSet(Substance Substance) : IAgreementEvent;

public sealed record SetTerm(Term Term) : IAgreementCommand;

public sealed record TermSet(Term Term) : IAgreementEvent;

public sealed record SetGovernance(Governance Governance) : IAgreementCommand;

public sealed record GovernanceSet(Governance Governance) : IAgreementEvent;

public sealed record SetCommitments(IReadOnlyList<Commitment> Commitments) : IAgreementCommand;

public sealed record CommitmentsSet(IReadOnlyList<Commitment> Commitments) : IAgreementEvent;

public sealed record SetFunding(IReadOnlyList<Contribution> Contributions, IReadOnlyList<Tranche> Tranches) : IAgreementCommand;

public sealed record FundingSet(IReadOnlyList<Contribution> Contributions, IReadOnlyList<Tranche> Tranches) : IAgreementEvent;

public sealed record SetFormalities(IReadOnlyList<Formality> Formalities) : IAgreementCommand;

public sealed record FormalitiesSet(IReadOnlyList<Formality> Formalities) : IAgreementEvent;

/// <summary>A new version of the text: its clauses (the wording itself is in the file store) and annexed documents.</summary>
public sealed record ReviseText(IReadOnlyList<Clause> Clauses, IReadOnlyList<Document>? Documents = null) : IAgreementCommand;

/// <param name="Hash">Over every clause and document, in order: what is approved and signed is this.</param>
public sealed record TextRevised(int Number, Sha256 Hash, IReadOnlyList<Clause> Clauses, IReadOnlyList<Document> Documents) : IAgreementEvent;

/// <summary>A number under which a party or an order office knows the agreement; in any stage until it is closed.</summary>
public sealed record RecordReference(Reference Reference) : IAgreementCommand;

public sealed record ReferenceRecorded(Reference Reference) : IAgreementEvent;

/// <summary>The parties give the project up before any signature.</summary>
public sealed record WithdrawAgreement(string Reason) : IAgreementCommand;

public sealed record AgreementWithdrawn(OrganisationId Party, string Reason) : IAgreementEvent;

/// <summary>Under a framework in force a specific agreement begins: its axes, further parties, and whether it may outlive the framework.</summary>
public sealed record OpenSpecific(
    LocalizedText Title, IReadOnlyList<string> Axes, IReadOnlyList<Party>? FurtherParties = null, bool SurvivesParent = false) : IAgreementCommand;

/// <param name="Agreement">The specific agreement, drafted by a reaction to this event.</param>
public sealed record SpecificOpened(
    GrainId Agreement, LocalizedText Title, OrganisationId OpenedBy, IReadOnlyList<Party> Parties, IReadOnlyList<string> Axes, DateOnly? FrameworkEnds,
    bool SurvivesParent) : IAgreementEvent;
