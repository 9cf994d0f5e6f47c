using Mithaq.Contracts;
using Mithaq.Contracts.Organisations;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Organisations;

/// <summary>Invariants: a person's absences do not overlap; a stand-in is not away at the same time, so one look finds somebody present.</summary>
internal static class Absences
{
    public static Decision Record(Organisation organisation, RecordAbsence command, Context context)
    {
        var check = new Check().Person("/person", command.Person).Person("/standIn", command.StandIn)
            .Date("/from", command.From).Date("/to", command.To).InOrder("/to", command.From, command.To);
        if (check.Refusal is { } invalid) return invalid;
        if (command.Person == command.StandIn) return Refusal.Of(OrganisationRefusals.StandsInForSelf);
        if (!organisation.IsMember(command.Person, command.From)) return Members.NotAMember(command.Person, command.From);
        if (FirstDayNotAMember(organisation, command.StandIn, command.From, command.To) is { } day) return Members.NotAMember(command.StandIn, day);

        var absence = new Absence(command.Person, command.StandIn, command.From, command.To);
        var meanwhile = organisation.Absences.FindAll(a => Period.Of(a).Overlaps(Period.Of(absence)));
        if (meanwhile.Find(a => a.Person == absence.Person) is { } other)
            return Refusal.Of(OrganisationRefusals.AbsenceOverlaps, ("from", other.From), ("to", other.To));
        if (meanwhile.Find(a => a.Person == absence.StandIn || a.StandIn == absence.Person) is { } away)
            return Refusal.Of(OrganisationRefusals.StandInIsAway, ("person", away.Person), ("from", away.From), ("to", away.To));
        return [new AbsenceRecorded(absence)];
    }

    public static Decision Shorten(Organisation organisation, ShortenAbsence command, Context context)
    {
        if (Find(organisation, command.Person, command.From) is not { } absence)
            return Refusal.Of(OrganisationRefusals.UnknownAbsence, ("person", command.Person), ("from", command.From));
        if (new Check().InOrder("/to", command.From, command.To).InOrder("/to", command.To, absence.To).Refusal is { } invalid) return invalid;
        return command.To == absence.To ? Decision.Nothing : [new AbsenceShortened(command.Person, command.From, command.To)];
    }

    public static Organisation Apply(Organisation organisation, AbsenceShortened e)
    {
        var absence = Find(organisation, e.Person, e.From)!;
        return organisation with
        {
            Absences = e.To is { } to ? organisation.Absences.Replace(absence, absence with { To = to }) : organisation.Absences.Remove(absence),
        };
    }

    private static Absence? Find(Organisation organisation, PersonId person, DateOnly from) =>
        organisation.Absences.Find(a => a.Person == person && a.From == from);

    /// <summary>Memberships follow one another when roles change, so several may cover the days together.</summary>
    private static DateOnly? FirstDayNotAMember(Organisation organisation, PersonId person, DateOnly from, DateOnly to)
    {
        var day = from;
        while (organisation.Members.Find(m => m.Person == person && Period.Of(m).Covers(day)) is { } member)
        {
            if (member.To is not { } last || last >= to) return null;
            day = last.AddDays(1);
        }
        return day;
    }
}
