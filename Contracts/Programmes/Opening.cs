using Mithaq.Contracts.Agreements;

namespace Mithaq.Contracts.Programmes;

/// <summary>The agreement has opened a programme: it begins with copies of what it needs to know of it.</summary>
/// <param name="Period">Of an annual programme the year in which it starts ("2027"); its annual report has the same key.</param>
/// <param name="From">The first day, inclusive.</param>
/// <param name="To">The last day, inclusive.</param>
/// <param name="Zone">IANA zone.</param>
/// <param name="Currency">ISO 4217; every amount is in it.</param>
/// <param name="ByDecision">A unanimous committee decision approves it for all parties; otherwise each party approves it.</param>
/// <param name="ProposeBy">Null for a free period without such a date.</param>
/// <param name="ReportBy">When the annual report is due; null: 90 days after the last day.</param>
/// <param name="CarriesOverFrom">The programme of the period before.</param>
public sealed record OpenProgramme(
    GrainId Agreement, string Period, LocalizedText? Title, DateOnly From, DateOnly To, IReadOnlyList<OrganisationId> Parties, string Zone, string Currency,
    IReadOnlyList<Axis> Axes, bool ByDecision, DateOnly? ProposeBy = null, DateOnly? ApproveBy = null, DateOnly? ReportBy = null, GrainId? CarriesOverFrom = null)
    : IProgrammeCommand, ISystemCommand;

/// <param name="On">The local date on which it was opened.</param>
public sealed record PeriodOpened(
    GrainId Agreement, string Period, LocalizedText? Title, DateOnly From, DateOnly To, IReadOnlyList<OrganisationId> Parties, string Zone, string Currency,
    IReadOnlyList<Axis> Axes, bool ByDecision, DateOnly? ProposeBy, DateOnly? ApproveBy, DateOnly? ReportBy, GrainId? CarriesOverFrom, DateOnly On) : IProgrammeEvent;
