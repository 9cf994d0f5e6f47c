namespace Mithaq.Contracts.Committees;

/// <summary>Something that a party has to do by a date.</summary>
/// <param name="Owner">One of the parties.</param>
/// <param name="Person">Who in it.</param>
/// <param name="Meeting">Where it was agreed.</param>
public sealed record AssignCommitteeAction(LocalizedText Title, OrganisationId Owner, DateOnly Due, PersonId? Person = null, Guid? Meeting = null) : ICommitteeCommand;

public sealed record ActionAssigned(
    Guid Action, LocalizedText Title, OrganisationId Owner, DateOnly Due, OrganisationId By, DateOnly On, PersonId? Person = null, Guid? Meeting = null) : ICommitteeEvent;

/// <summary>Its owner has done it.</summary>
/// <param name="Evidence">1–20 documents.</param>
/// <param name="Note">≤ 2,000 characters.</param>
public sealed record CompleteCommitteeAction(Guid Action, IReadOnlyList<Document> Evidence, DateOnly ActDate, string? Note = null) : ICommitteeCommand, IDated;

public sealed record ActionCompleted(Guid Action, LocalizedText Title, OrganisationId Owner, IReadOnlyList<Document> Evidence, DateOnly ActDate, string? Note = null)
    : ICommitteeEvent, IDated;

/// <summary>It is not wanted any more.</summary>
/// <param name="Reason">≤ 2,000 characters.</param>
public sealed record CancelCommitteeAction(Guid Action, string Reason) : ICommitteeCommand;

public sealed record ActionCancelled(Guid Action, LocalizedText Title, OrganisationId By, string Reason) : ICommitteeEvent;
