namespace Mithaq.Contracts.Programmes;

// By the lead party's coordinator or project lead.

public sealed record StartActivity(string Activity, DateOnly ActDate) : IProgrammeCommand, IDated;

public sealed record ActivityStarted(string Activity, OrganisationId Party, DateOnly ActDate) : IProgrammeEvent, IDated;

/// <summary>What was planned, started or delayed is done.</summary>
/// <param name="Evidence">1–20 documents.</param>
/// <param name="Participants">0–10,000,000 who took part; null: not counted.</param>
/// <param name="Note">≤ 2,000 characters.</param>
public sealed record CompleteActivity(string Activity, DateOnly ActDate, IReadOnlyList<Document> Evidence, int? Participants = null, string? Note = null)
    : IProgrammeCommand, IDated;

public sealed record ActivityDone(
    string Activity, OrganisationId Party, DateOnly ActDate, IReadOnlyList<Document> Evidence, int? Participants = null, string? Note = null) : IProgrammeEvent, IDated;

/// <summary>New days within the programme's period; reason ≤ 2,000 characters.</summary>
public sealed record DelayActivity(string Activity, DateOnly From, DateOnly To, string Reason, DateOnly ActDate) : IProgrammeCommand, IDated;

public sealed record ActivityDelayed(string Activity, OrganisationId Party, DateOnly From, DateOnly To, string Reason, DateOnly ActDate) : IProgrammeEvent, IDated;

/// <summary>Reason ≤ 2,000 characters.</summary>
public sealed record CancelActivity(string Activity, string Reason, DateOnly ActDate) : IProgrammeCommand, IDated;

public sealed record ActivityCancelled(string Activity, OrganisationId Party, string Reason, DateOnly ActDate) : IProgrammeEvent, IDated;
