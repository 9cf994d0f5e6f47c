using System.Collections.Immutable;
using Mithaq.Contracts;
using Mithaq.Contracts.Committees;
using Mithaq.Grains.Kernel;
using Fields = Mithaq.Contracts.Refusals.Fields;

namespace Mithaq.Grains.Committees;

/// <summary>Who holds a place from a day on, as a person or through an office. Both null: from then on it is vacant.</summary>
public sealed record Tenure(PersonId? Person, string? Office, DateOnly From)
{
    public bool IsVacant => Person is null && Office is null;
}

/// <summary>A party's seat with everybody who was its member or alternate, oldest first.</summary>
public sealed record Seat(OrganisationId Party, int Number, ImmutableArray<Tenure> Members, ImmutableArray<Tenure> Alternates)
{
    public Tenure? Member => Members.LastOrDefault();

    public ImmutableArray<Tenure> Place(bool alternate) => alternate ? Alternates : Members;

    public Tenure? On(DateOnly day, bool alternate) => Place(alternate).LastOrDefault(t => t.From <= day);

    public Seat With(bool alternate, Tenure tenure)
    {
        ImmutableArray<Tenure> place = [.. Place(alternate).Where(t => t.From <= tenure.From), tenure];
        return alternate ? this with { Alternates = place } : this with { Members = place };
    }
}

/// <summary>Invariants: a party fills its own places only; a place has one holder on any day; who is appointed holds no other place.</summary>
internal static class Seating
{
    public static Decision Appoint(Committee committee, AppointCommitteeMember command, Context context)
    {
        if (Named(command.Person, command.Office, context) is { } invalid) return invalid;
        var party = context.Actor.Party;
        if (Find(committee, party, command.Seat) is not { } seat) return Unknown(party, command.Seat);
        var today = context.Today(committee.Zone);
        if (seat.On(today, command.Alternate) is { IsVacant: false })
            return Refusal.Of(CommitteeRefusals.SeatTaken, ("organisation", party), ("seat", command.Seat));
        if (Refuses(committee, seat, command.Alternate, command.ActDate, context) is { } date) return date;
        var person = Holder(command.Person, command.Office, party, context);
        return Elsewhere(committee, seat, command.Alternate, person, today) is { } refusal
            ? refusal
            : [new MemberAppointed(party, command.Seat, command.ActDate, person, command.Office, command.Alternate)];
    }

    public static Decision Replace(Committee committee, ReplaceCommitteeMember command, Context context)
    {
        if (Named(command.Person, command.Office, context) is { } invalid) return invalid;
        var party = context.Actor.Party;
        if (Find(committee, party, command.Seat) is not { } seat) return Unknown(party, command.Seat);
        var today = context.Today(committee.Zone);
        if (seat.On(today, command.Alternate) is not { IsVacant: false } before) return Vacant(committee, seat);
        if (Refuses(committee, seat, command.Alternate, command.ActDate, context) is { } date) return date;
        var person = Holder(command.Person, command.Office, party, context);
        if (person == before.Person && command.Office == before.Office) return Decision.Nothing;
        return Elsewhere(committee, seat, command.Alternate, person, today) is { } refusal
            ? refusal
            : [new MemberReplaced(party, command.Seat, command.ActDate, before.Person, person, command.Office, command.Alternate)];
    }

    public static Decision Remove(Committee committee, RemoveCommitteeMember command, Context context)
    {
        var party = context.Actor.Party;
        if (Find(committee, party, command.Seat) is not { } seat) return Unknown(party, command.Seat);
        if (seat.On(context.Today(committee.Zone), command.Alternate) is not { IsVacant: false } before) return Vacant(committee, seat);
        return Refuses(committee, seat, command.Alternate, command.ActDate, context) is { } date
            ? date
            : [new MemberRemoved(party, command.Seat, command.ActDate, before.Person, command.Alternate)];
    }

    public static Decision NoteOfficeHolder(Committee committee, NoteCommitteeOfficeHolder command, Context context)
    {
        if (committee.Stage is CommitteeStage.Dissolved) return Decision.Nothing;
        var passed =
            from seat in committee.Seats.Where(s => s.Party == command.Organisation)
            from alternate in new[] { false, true }
            let tenure = seat.On(command.On, alternate) ?? seat.Place(alternate).FirstOrDefault()
            where tenure?.Office == command.Office && command.Office is not null && tenure.Person != command.To
            select new SeatPassed(seat.Party, seat.Number, command.Office, command.On, tenure.Person, command.To, alternate);
        return Decision.Of([.. passed]);
    }

    public static Decision NameChair(Committee committee, NameCommitteeChair command, Context context)
    {
        var party = context.Actor.Party;
        if (Find(committee, party, command.Seat) is not { } seat) return Unknown(party, command.Seat);
        if (seat.Member is not { Person: not null }) return Vacant(committee, seat);
        if (committee.Refuses(command.ActDate, Earliest(committee, seat), context) is { } date) return date;
        return committee.Chairs.GetValueOrDefault(party)?.Seat == command.Seat ? Decision.Nothing : [new ChairNamed(party, command.Seat, command.ActDate)];
    }

    public static Decision NameSecretary(Committee committee, NameCommitteeSecretary command, Context context)
    {
        if (new Check().That(command.Person != default, "/person", Fields.Required).Refusal is { } invalid) return invalid;
        if (committee.Refuses(command.ActDate, committee.Secretary?.ActDate ?? DateOnly.MinValue, context) is { } date) return date;
        var party = context.Actor.Party;
        return committee.Secretary is { } before && before.Person == command.Person && before.Party == party
            ? Decision.Nothing
            : [new SecretaryNamed(party, command.Person, command.ActDate)];
    }

    /// <summary>A party's chair, if the seat that chairs is held.</summary>
    public static ChairNamed? Chair(Committee committee, OrganisationId party) =>
        committee.Chairs.GetValueOrDefault(party) is { } named && Find(committee, party, named.Seat)?.Member?.Person is not null ? named : null;

    /// <summary>The place that a person held on a day; the member's before an alternate's.</summary>
    public static Attendance? PlaceOf(Committee committee, PersonId person, DateOnly day) =>
    (
        from alternate in new[] { false, true }
        from seat in committee.Seats
        where seat.On(day, alternate)?.Person == person
        select new Attendance(seat.Party, seat.Number, person, alternate)
    ).FirstOrDefault();

    public static IEnumerable<Seat> Vacant(OrganisationId party, int seats) => Enumerable.Range(1, seats).Select(number => new Seat(party, number, [], []));

    public static Committee Apply(Committee committee, MemberAppointed e) => With(committee, e.Party, e.Seat, e.Alternate, new(e.Person, e.Office, e.ActDate));

    public static Committee Apply(Committee committee, MemberReplaced e) => With(committee, e.Party, e.Seat, e.Alternate, new(e.Person, e.Office, e.ActDate));

    public static Committee Apply(Committee committee, MemberRemoved e) => With(committee, e.Party, e.Seat, e.Alternate, new(null, null, e.ActDate));

    public static Committee Apply(Committee committee, SeatPassed e) => With(committee, e.Party, e.Seat, e.Alternate, new(e.To, e.Office, e.On));

    public static IEnumerable<OpenItem> OpenItems(Committee committee)
    {
        foreach (var party in committee.Parties)
        {
            if (committee.Seats.Any(s => s.Party == party && s.Member?.Person is null))
                yield return new($"seats:{party}", DeadlineKind.Other, [party], Role.Coordinator, committee.ConstitutedOn);
            else if (Procedure.ChairsNow(committee).Contains(party) && Chair(committee, party) is null)
                yield return new($"chair:{party}", DeadlineKind.Other, [party], Role.Coordinator, committee.ConstitutedOn);
        }
        if (committee.Secretary is null) yield return new("secretary", DeadlineKind.Other, committee.PartyIds, Role.Coordinator, committee.ConstitutedOn);
    }

    private static Seat? Find(Committee committee, OrganisationId party, int number) => committee.Seats.FirstOrDefault(s => s.Party == party && s.Number == number);

    private static Committee With(Committee committee, OrganisationId party, int number, bool alternate, Tenure tenure) =>
        committee with { Seats = [.. committee.Seats.Select(s => s.Party == party && s.Number == number ? s.With(alternate, tenure) : s)] };

    /// <summary>A person or an office, not both.</summary>
    private static Refusal? Named(PersonId? person, string? office, Context context)
    {
        var check = new Check();
        if (person is null) check.Text("/office", office, 40);
        else check.That(person != default(PersonId), "/person", Fields.Required).That(office is null, "/office", Fields.Malformed, ("value", office));
        if (office is not null && check.Refusal is null)
            check.That(context.Organisation(context.Actor.Party)?.OfficeHolders.Exists(o => o.Office == office) ?? false, "/office", Fields.UnknownReference, ("value", office));
        return check.Refusal;
    }

    private static PersonId? Holder(PersonId? person, string? office, OrganisationId party, Context context)
    {
        if (office is null || context.Organisation(party) is not { } organisation) return person;
        var today = context.Today(organisation.Zone);
        return organisation.OfficeHolders.Find(o => o.Office == office && o.From <= today && (o.To is null || today <= o.To))?.Person;
    }

    /// <summary>Letters may be older than the committee, never than what they change.</summary>
    private static Refusal? Refuses(Committee committee, Seat seat, bool alternate, DateOnly actDate, Context context) =>
        committee.Refuses(actDate, seat.On(context.Today(committee.Zone), alternate)?.From ?? DateOnly.MinValue, context);

    private static DateOnly Earliest(Committee committee, Seat seat) =>
        committee.Chairs.GetValueOrDefault(seat.Party) is { } before && before.ActDate > seat.Member!.From ? before.ActDate : seat.Member!.From;

    private static Refusal? Elsewhere(Committee committee, Seat seat, bool alternate, PersonId? person, DateOnly today) =>
        person is { } known && PlaceOf(committee, known, today) is { } place && !(place.Party == seat.Party && place.Seat == seat.Number && place.Alternate == alternate)
            ? Refusal.Of(CommitteeRefusals.AlreadySeated, ("person", known), ("organisation", place.Party), ("seat", place.Seat))
            : null;

    private static Refusal Unknown(OrganisationId party, int seat) => Refusal.Of(CommitteeRefusals.UnknownSeat, ("organisation", party), ("seat", seat));

    private static Refusal Vacant(Committee committee, Seat seat) => Refusal.Of(CommitteeRefusals.SeatVacant, ("organisation", seat.Party), ("seat", seat.Number));
}
