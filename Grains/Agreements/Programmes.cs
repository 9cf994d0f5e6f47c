using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Agreements;

/// <summary>
/// Which periods of work the agreement opens. Invariants: a period is opened once; one that is opened by choice overlaps none before it; nothing begins after
/// the last day in force.
/// </summary>
internal static class Programmes
{
    /// <summary>With fewer days left of the running year, the first programme is that of the next one.</summary>
    private const int FewestDays = 92;

    private const int DaysToPropose = 60;
    private const int DaysToApprove = 120;

    public static Decision Open(Agreement agreement, OpenProgrammePeriod command, Context context)
    {
        var check = new Check().Text("/period", command.Period, 40).Text("/title", command.Title, required: false).Date("/from", command.From).Date("/to", command.To)
            .Date("/proposeBy", command.ProposeBy, required: false).Date("/approveBy", command.ApproveBy, required: false).Date("/reportBy", command.ReportBy, required: false)
            .InOrder("/to", command.From, command.To).InOrder("/approveBy", command.ProposeBy, command.ApproveBy).InOrder("/reportBy", command.To, command.ReportBy);
        if (check.Refusal is { } invalid) return invalid;
        if (new Check().InOrder("/to", command.To, command.From.AddYears(10)).Refusal is { } tooLong) return tooLong;
        if (command.From < agreement.InForceOn || command.From > agreement.Ends)
            return Refusal.Of(AgreementRefusals.PeriodOutOfTerm, ("from", agreement.InForceOn), ("ends", agreement.Ends));
        if (agreement.Programmes.Any(p => p.Period == command.Period)) return Refusal.Of(AgreementRefusals.PeriodAlreadyOpened, ("period", command.Period));
        return agreement.Programmes.FirstOrDefault(p => p.From <= command.To && command.From <= p.To) is { } other
            ? Refusal.Of(AgreementRefusals.PeriodsOverlap, ("period", other.Period), ("from", other.From), ("to", other.To))
            : [new ProgrammeOpened(IdOf(agreement, command.Period), command.Period, command.Title, command.From, command.To, command.ProposeBy, command.ApproveBy, command.ReportBy)];
    }

    /// <summary>The first annual programme, and every later one that should have been opened by today where the entry into force was recorded late.</summary>
    public static IEnumerable<ProgrammeOpened> WhenInForce(Agreement agreement, DateOnly today)
    {
        for (var first = true; Next(agreement) is { } year && (first || OpensOn(year) <= today); first = false)
        {
            var opened = Annual(agreement, year, first ? Begins(agreement) : today);
            agreement = Apply(agreement, opened);
            yield return opened;
        }
    }

    /// <summary>The day has come on which the next annual programme is opened.</summary>
    public static IReadOnlyList<IEvent> OpeningDue(Agreement agreement, Context context) =>
        Next(agreement) is { } year ? [Annual(agreement, year, context.Today(agreement.Zone))] : [];

    public static Agreement Apply(Agreement agreement, ProgrammeOpened e) => agreement with { Programmes = agreement.Programmes.Add(e) };

    public static IEnumerable<OpenItem> OpenItems(Agreement agreement)
    {
        if (agreement.Stage is not AgreementStage.InForce || Next(agreement) is not { } year) yield break;
        yield return agreement.Item(
            $"programme-opening:{PeriodOf(year)}", DeadlineKind.ProgrammeOpening, agreement.PartyIds, Role.Coordinator, Begins(agreement), OpensOn(year));
    }

    private static ProgrammeOpened Annual(Agreement agreement, DateOnly year, DateOnly from)
    {
        var period = PeriodOf(year);
        var begins = Begins(agreement);
        return new(
            IdOf(agreement, period), period, null, begins > year ? begins : year, year.AddYears(1).AddDays(-1),
            Later(year.AddMonths(-3).AddDays(-1), from.AddDays(DaysToPropose)), Later(year.AddMonths(-1).AddDays(-1), from.AddDays(DaysToApprove)),
            year.AddMonths(15).AddDays(-1));
    }

    /// <summary>The first day of the next programme year without a programme, unless it comes after the last day in force.</summary>
    private static DateOnly? Next(Agreement agreement)
    {
        if (!agreement.Governance.HasAnnualProgramme || agreement.InForceOn is null) return null;
        var begins = Begins(agreement);
        var year = new DateOnly(begins.Year, agreement.Governance.ProgrammeYearStarts, 1);
        if (year > begins) year = year.AddYears(-1);
        if (year.AddYears(1).DayNumber - begins.DayNumber < FewestDays) year = year.AddYears(1);
        while (agreement.Programmes.Any(p => p.Period == PeriodOf(year))) year = year.AddYears(1);
        return year > agreement.Ends ? null : year;
    }

    /// <summary>The first day in force; of an import, the day from which it is kept here.</summary>
    private static DateOnly Begins(Agreement agreement) => agreement.ImportedOn ?? agreement.InForceOn!.Value;

    private static DateOnly OpensOn(DateOnly year) => year.AddMonths(-7);

    private static GrainId IdOf(Agreement agreement, string period) => GrainId.Programme(Ids.Derive(new Guid(agreement.Id.Key), $"programme:{period}"));

    private static string PeriodOf(DateOnly year) => FormattableString.Invariant($"{year.Year}");

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
