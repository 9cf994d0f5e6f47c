using System.Globalization;
using System.Text;
using Mithaq.Contracts;
using Mithaq.Contracts.Organisations;
using Mithaq.Grains.Organisations;
using Mithaq.Silo.Runtime;

namespace Mithaq.Silo.Feeds.Deadlines;

/// <summary>The calendars of the organisations that owe something, as of the pages read so far or later. An organisation that does not exist keeps no day off.</summary>
internal sealed class CalendarBook(IStates states)
{
    private readonly Dictionary<OrganisationId, WorkCalendar?> calendars = [];

    public void Forget() => calendars.Clear();

    /// <summary>What a page says of an organisation.</summary>
    public void Learn(Organisation organisation) => calendars[organisation.Id] = organisation.Calendar;

    /// <summary>Learns in one query of those not known yet.</summary>
    public async ValueTask Ensure(IEnumerable<OrganisationId> organisations, CancellationToken stop)
    {
        Dictionary<string, long>? missing = null;
        foreach (var organisation in organisations)
            if (!calendars.ContainsKey(organisation)) (missing ??= [])[GrainId.Organisation(organisation).Stream] = 0;
        if (missing is null) return;

        var found = await states.Latest(missing, stop);
        foreach (var stream in missing.Keys)
            calendars[new(new GrainId(stream).Key)] = (found.GetValueOrDefault(stream)?.State as Organisation)?.Calendar;
    }

    public DateOnly Resolve(DeadlineRow row) =>
        row.Rule is DayRule.Keep ? row.Nominal : WorkingDays.Resolve(row.Nominal, row.Rule, row.Owing().Select(o => calendars.GetValueOrDefault(o)).OfType<WorkCalendar>());

    /// <summary>The same for calendars with the same days off.</summary>
    public static string Fingerprint(WorkCalendar calendar)
    {
        var text = new StringBuilder().Append(calendar.Country).Append('|').AppendJoin(',', calendar.WorkingDays.Order());
        text.Append('|').AppendJoin(',', (calendar.Own ?? []).Select(h => h.Date).Order().Select(Day));
        text.Append('|').AppendJoin(',', (calendar.Moon ?? []).Select(m => $"{m.Holiday}:{Day(m.First)}").Order(StringComparer.Ordinal));
        return Sha256.Of(Encoding.UTF8.GetBytes(text.ToString())).Value;
    }

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
