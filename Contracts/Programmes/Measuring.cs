namespace Mithaq.Contracts.Programmes;

/// <summary>The part of a value that falls to one group.</summary>
public sealed record MeasuredPart(string Group, decimal Value);

/// <summary>A coordinator or project lead measures an indicator: of a project, in the project's lead party; of the whole programme, in any.</summary>
/// <param name="ActDate">The day as of which it is measured.</param>
/// <param name="Evidence">1–20 documents.</param>
/// <param name="Parts">By groups of the indicator's disaggregation, each once.</param>
/// <param name="Note">≤ 2,000 characters.</param>
public sealed record RecordMeasurement(
    string Indicator, decimal Value, DateOnly ActDate, IReadOnlyList<Document> Evidence, IReadOnlyList<MeasuredPart>? Parts = null, string? Note = null)
    : IProgrammeCommand, IDated;

public sealed record MeasurementRecorded(
    Guid Measurement, string Indicator, decimal Value, OrganisationId Party, DateOnly ActDate, IReadOnlyList<Document> Evidence, IReadOnlyList<MeasuredPart> Parts,
    string? Note = null) : IProgrammeEvent, IDated;

/// <summary>Another party than the one that measured takes the value as it is.</summary>
public sealed record ApproveMeasurement(Guid Measurement, DateOnly ActDate) : IProgrammeCommand, IDated;

public sealed record MeasurementApproved(Guid Measurement, string Indicator, decimal Value, OrganisationId Party, DateOnly ActDate) : IProgrammeEvent, IDated;

/// <summary>Another party than the one that measured wants it measured again; reason ≤ 2,000 characters.</summary>
public sealed record ReturnMeasurement(Guid Measurement, string Reason, DateOnly ActDate) : IProgrammeCommand, IDated;

public sealed record MeasurementReturned(Guid Measurement, string Indicator, OrganisationId Party, string Reason, DateOnly ActDate) : IProgrammeEvent, IDated;
