namespace Mithaq.Contracts.Agreements;

/// <summary>A coordinator opens a programme for a period of its own choice, within the term; it exists once every party has approved it. Periods of an agreement do not overlap.</summary>
/// <param name="Period">A short key, unique in the agreement ("2026-2028"); its report has the same key.</param>
/// <param name="To">The last day, inclusive; at most ten years after <paramref name="From"/>.</param>
/// <param name="ProposeBy">Null: no date.</param>
/// <param name="ApproveBy">Null: no date.</param>
/// <param name="ReportBy">Null: 90 days after the last day.</param>
public sealed record OpenProgrammePeriod(
    string Period, DateOnly From, DateOnly To, LocalizedText? Title = null, DateOnly? ProposeBy = null, DateOnly? ApproveBy = null, DateOnly? ReportBy = null)
    : IAgreementCommand;

/// <summary>A period of work begins to be prepared; a reaction opens the programme itself. Annual ones are opened by the agreement, on the first day of the seventh month before the year.</summary>
/// <param name="Period">Of an annual programme the year in which its programme year starts ("2027").</param>
public sealed record ProgrammeOpened(
    GrainId Programme, string Period, LocalizedText? Title, DateOnly From, DateOnly To, DateOnly? ProposeBy, DateOnly? ApproveBy, DateOnly? ReportBy) : IAgreementEvent;
