namespace Mithaq.Contracts.Programmes;

/// <summary>A stage on the road of a project's beneficiaries, in the project's order.</summary>
/// <param name="Id">A short key, unique in the project ("founding").</param>
public sealed record CaseStage(string Id, LocalizedText Title);

/// <summary>How a project takes cases.</summary>
/// <param name="AnswerDays">1–365: the lead answers a proposed case within so many days.</param>
/// <param name="ReportEveryMonths">1–24: the lead reports the stage reached to the proposer every so many months.</param>
/// <param name="StagesRepeat">A case may go through a stage again.</param>
public sealed record CaseTerms(int AnswerDays = 30, int ReportEveryMonths = 3, bool StagesRepeat = false);

/// <summary>A project of the programme.</summary>
/// <param name="Id">A short key, unique in the programme.</param>
/// <param name="Axis">One of the agreement's axes; null only where the agreement has none.</param>
/// <param name="Lead">The party that carries it out, and supports its cases.</param>
/// <param name="Stages">Of its cases, in order, at most 20; at least one where it takes cases.</param>
/// <param name="Cases">Null: the project takes no cases.</param>
public sealed record Project(
    string Id, LocalizedText Title, string? Axis, OrganisationId Lead, LocalizedText Objective, IReadOnlyList<CaseStage> Stages, CaseTerms? Cases = null);

/// <summary>A coordinator or project lead puts a project into the plan, or replaces the one with the same key, while the programme is in preparation.</summary>
public sealed record SetProject(Project Project) : IProgrammeCommand;

public sealed record ProjectSet(Project Project, OrganisationId By) : IProgrammeEvent;
