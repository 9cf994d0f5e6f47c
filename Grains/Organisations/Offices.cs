using System.Globalization;
using Mithaq.Contracts;
using Mithaq.Contracts.Organisations;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Organisations;

/// <summary>
/// Invariants: an office has at most one holder on any day; a term of office does not end before it begins; the end of a signing office's last term is
/// watched exactly while nobody follows.
/// </summary>
internal static class Offices
{
    public static Decision Appoint(Organisation organisation, AppointOfficeHolder command, Context context)
    {
        var check = new Check().Key("/office", command.Office).Text("/title", command.Title).Person("/person", command.Person)
            .Date("/from", command.From).Date("/to", command.To, required: false).InOrder("/to", command.From, command.To);
        if (check.Refusal is { } invalid) return invalid;

        var holder = new OfficeHolder(command.Office, command.Title, command.Person, command.Signs, command.From, command.To);
        return Taken(organisation.OfficeHolders, holder) is { } refusal ? refusal : [new OfficeHolderAppointed(holder, context.Today(organisation.Zone))];
    }

    public static Decision End(Organisation organisation, EndOffice command, Context context)
    {
        if (Find(organisation, command.Office, command.From) is not { } holder)
            return Refusal.Of(OrganisationRefusals.NotInOffice, ("office", command.Office), ("from", command.From));
        if (new Check().Date("/to", command.To).InOrder("/to", command.From, command.To).Refusal is { } invalid) return invalid;
        if (holder.To == command.To) return Decision.Nothing;
        return Taken(organisation.OfficeHolders.Remove(holder), holder with { To = command.To }) is { } refusal
            ? refusal
            : [new OfficeEnded(command.Office, holder.Person, command.From, command.To, context.Today(organisation.Zone))];
    }

    public static Organisation Apply(Organisation organisation, OfficeHolderAppointed e) =>
        Watch(organisation with { OfficeHolders = organisation.OfficeHolders.Add(e.Holder) }, e.Holder, e.RecordedOn);

    public static Organisation Apply(Organisation organisation, OfficeEnded e)
    {
        var holder = Find(organisation, e.Office, e.From)!;
        var ended = holder with { To = e.To };
        return Watch(organisation with { OfficeHolders = organisation.OfficeHolders.Replace(holder, ended) }, ended, e.RecordedOn);
    }

    /// <summary>Reminders only: the last one, or a successor, closes it.</summary>
    public static IEnumerable<OpenItem> OpenItems(Organisation organisation) => organisation.MandateEnds
        .Select(end => organisation.Steps.Item(
            string.Create(CultureInfo.InvariantCulture, $"mandate:{end.Office}:{end.Ends:yyyy-MM-dd}"), DeadlineKind.MandateEnd,
            [organisation.Id], Role.Coordinator, end.Since, end.Ends, organisation.Zone))
        .Where(item => !item.Deadline!.Taken.Contains(item.Deadline.Steps[^1]));

    /// <summary>The office's last term alone is watched, and only when its end lay ahead as it was recorded.</summary>
    private static Organisation Watch(Organisation organisation, OfficeHolder changed, DateOnly recordedOn)
    {
        var last = organisation.OfficeHolders.Where(o => o.Office == changed.Office).MaxBy(o => o.From)!;
        // An earlier term was put on record: the last one's end is watched, or not, as before.
        if (last.From != changed.From) return organisation;
        var others = organisation.MandateEnds.RemoveAll(m => m.Office == changed.Office);
        return organisation with
        {
            MandateEnds = last.Signs && last.To is { } ends && ends > recordedOn ? others.Add(new(last.Office, last.Person, ends, recordedOn)) : others,
        };
    }

    private static OfficeHolder? Find(Organisation organisation, string office, DateOnly from) =>
        organisation.OfficeHolders.Find(o => o.Office == office && o.From == from);

    private static Refusal? Taken(IEnumerable<OfficeHolder> others, OfficeHolder holder) =>
        others.FirstOrDefault(o => o.Office == holder.Office && Period.Of(o).Overlaps(Period.Of(holder))) is { } other
            ? Refusal.Of(OrganisationRefusals.OfficeTaken, ("office", other.Office), ("from", other.From), ("to", other.To))
            : null;
}
