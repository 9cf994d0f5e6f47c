using Mithaq.Contracts.Programmes;
using Mithaq.Contracts.Publishing;

namespace Mithaq.Contracts.Cases;

public interface ICaseCommand : ICommand;

[Audience(Audience.Parties)]
public interface ICaseEvent : IEvent;

/// <summary>Whose road a case is. Everything but a person is a body: its name is public.</summary>
public enum BeneficiaryKind { Person, Cooperative, Association, Institution, Group }

/// <summary>
/// A natural person is an id and a seal, never a name: who it is stands in the persons table alone. A body has its public name, the number under which it is
/// registered (≤ 100 characters), and its id where it is an organisation of the platform.
/// </summary>
/// <param name="Seal">Salted, taken over the person's identity when the case was proposed.</param>
public sealed record Beneficiary(
    BeneficiaryKind Kind, PersonId? Person = null, Sha256? Seal = null, OrganisationId? Organisation = null, LocalizedText? Name = null, string? RegisterNumber = null);

/// <summary>
/// A party proposes a beneficiary to a project that another party leads: that party is the supporter. Taken under an approved or executing programme whose
/// project takes cases.
/// </summary>
/// <param name="Needs">What the beneficiary needs; ≤ 2,000 characters.</param>
/// <param name="Documents">0–20.</param>
/// <param name="DuplicateOverride">Why a second case of the same beneficiary is right, ≤ 2,000 characters; without it an open one stands in the way.</param>
public sealed record ProposeCase(
    GrainId Programme, string Project, Beneficiary Beneficiary, DateOnly ActDate, string? Needs = null, IReadOnlyList<Document>? Documents = null,
    string? DuplicateOverride = null) : ICaseCommand, IDated;

/// <summary>With what the case needs to know of its programme from now on.</summary>
/// <param name="Parties">Of the agreement, proposer and supporter among them.</param>
/// <param name="Stages">The stages of support, as the project fixes them; 1–n.</param>
/// <param name="Duplicates">Open cases of the same beneficiary that the override passes over.</param>
public sealed record CaseProposed(
    GrainId Agreement, GrainId Programme, string Project, LocalizedText ProjectTitle, Beneficiary Beneficiary, OrganisationId Proposer, OrganisationId Supporter,
    IReadOnlyList<OrganisationId> Parties, string Zone, string Currency, IReadOnlyList<CaseStage> Stages, CaseTerms Terms, DateOnly ActDate,
    string? Needs = null, IReadOnlyList<Document>? Documents = null, string? DuplicateOverride = null, IReadOnlyList<GrainId>? Duplicates = null)
    : ICaseEvent, IDated;

/// <summary>
/// Looks once more for open cases of the same beneficiary, after the proposal is in the journal: of two that were proposed at the same moment neither was seen
/// by the other, and the later one finds the earlier.
/// </summary>
public sealed record CheckSameBeneficiary : ICaseCommand, ISystemCommand;

/// <summary>The same beneficiary has other open cases, of which the proposal did not know: it is not taken on before the proposer has confirmed or dropped it.</summary>
public sealed record SameBeneficiaryFound(IReadOnlyList<GrainId> Cases) : ICaseEvent;

/// <summary>The proposer says why a second case of the same beneficiary is right, ≤ 2,000 characters.</summary>
public sealed record ConfirmDuplicate(string Reason) : ICaseCommand;

public sealed record DuplicateConfirmed(OrganisationId By, string Reason, IReadOnlyList<GrainId> Cases) : ICaseEvent;
