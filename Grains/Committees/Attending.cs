using Mithaq.Contracts;
using Mithaq.Contracts.Committees;
using Mithaq.Grains.Kernel;
using Fields = Mithaq.Contracts.Refusals.Fields;

namespace Mithaq.Grains.Committees;

/// <summary>Invariants: only who held a place that day is present; a meeting is held exactly when the quorum of its convocation was there.</summary>
internal static class Attending
{
    private const int MostPresent = 500;

    public static Decision Record(Committee committee, RecordAttendance command, Context context)
    {
        var check = new Check().Count("/present", command.Present, 0, MostPresent).Unique("/present", command.Present, person => person)
            .Document("/sheet", command.Sheet, required: false);
        if (check.Refusal is { } invalid) return invalid;
        if (Meetings.Find(committee, command.Meeting, [MeetingStage.Convened], out var meeting) is { } refusal) return refusal;
        if (ActDates.Refuses(command.ActDate, committee.Zone, context) is { } future) return future;
        if (command.ActDate != meeting.Date) return Refusal.Of(CommitteeRefusals.OtherDay, ("date", command.ActDate), ("expected", meeting.Date));

        var present = new List<Attendance>();
        check.Each("/present", command.Present, (at, person) =>
        {
            if (Seating.PlaceOf(committee, person, meeting.Date) is { } place) present.Add(place);
            else check.That(false, at, Fields.UnknownReference, ("value", person));
        });
        if (check.Refusal is { } unknown) return unknown;

        var quorum = Quorum.Of(meeting.Rules, meeting.IsSecond, committee.Seats.Length);
        return quorum.IsMetBy(committee.Parties, present)
            ? [new MeetingHeld(meeting.Id, present, meeting.Date, command.Sheet)]
            : [new MeetingNotQuorate(
                meeting.Id, present, Quorum.SeatsOf(committee.Parties, present).Count, quorum.Seats,
                committee.PartiesExcept(present.Select(p => p.Party)), meeting.Date, command.Sheet)];
    }

    public static Decision DeclareConflict(Committee committee, DeclareConflict command, Context context)
    {
        if (new Check().Text("/item", command.Item, 40).Refusal is { } invalid) return invalid;
        if (Meetings.Find(committee, command.Meeting, [MeetingStage.Convened, MeetingStage.Held], out var meeting) is { } refusal) return refusal;
        if (!meeting.HasItem(command.Item)) return Refusal.Of(CommitteeRefusals.UnknownItem, ("item", command.Item));
        if (committee.Refuses(command.ActDate, meeting.Since, context) is { } date) return date;
        var party = context.Actor.Party;
        var sits = meeting.WasHeld ? meeting.Present.Any(p => p.Person == command.Member && p.Party == party) : Seating.PlaceOf(committee, command.Member, command.ActDate)?.Party == party;
        if (!sits) return Refusal.Of(CommitteeRefusals.NotAMember, ("person", command.Member), ("organisation", party));
        if (committee.Motions.Any(m => m.Meeting == meeting.Id && m.Item == command.Item && !m.IsOpen))
            return Refusal.Of(CommitteeRefusals.ItemDecided, ("item", command.Item));
        return meeting.Conflicts.Contains(new(command.Item, command.Member))
            ? Decision.Nothing
            : [new ConflictDeclared(party, command.Member, command.ActDate, meeting.Id, command.Item)];
    }

    public static Committee Apply(Committee committee, MeetingHeld e) =>
        committee.With(committee.Meeting(e.Meeting)! with { Stage = MeetingStage.Held, Present = [.. e.Present] });

    public static Committee Apply(Committee committee, MeetingNotQuorate e) =>
        committee.With(committee.Meeting(e.Meeting)! with { Stage = MeetingStage.NotQuorate, Present = [.. e.Present] });

    public static Committee Apply(Committee committee, ConflictDeclared e)
    {
        if (e.Decision is { } decision && committee.Motion(decision) is { } motion) return committee.With(motion with { Conflicts = motion.Conflicts.Add(e.Member) });
        var meeting = committee.Meeting(e.Meeting!.Value)!;
        return committee.With(meeting with { Conflicts = meeting.Conflicts.Add(new(e.Item!, e.Member)) });
    }
}
