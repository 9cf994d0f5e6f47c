using System.Collections.Immutable;
using Mithaq.Contracts;
using Mithaq.Contracts.Committees;
using Mithaq.Grains.Kernel;
using static Mithaq.Grains.Committees.MeetingStage;

namespace Mithaq.Grains.Committees;

public enum MeetingStage { Planned, Convened, Held, MinutesApproved, NotQuorate, Cancelled }

/// <summary>Somebody has an interest of his own in an item.</summary>
public sealed record Conflict(string Item, PersonId Person);

/// <param name="Since">When it was planned, or last convened.</param>
public sealed record Meeting(Guid Id, MeetingStage Stage, DateOnly Date, string Place, DateOnly Since)
{
    public ImmutableArray<AgendaItem> Agenda { get; init; } = [];

    /// <summary>As they were when it was convened.</summary>
    public RulesOfProcedure Rules { get; init; } = new();

    /// <summary>Convened again after it was not quorate.</summary>
    public bool IsSecond { get; init; }
    public ImmutableArray<Attendance> Present { get; init; } = [];
    public ImmutableHashSet<Conflict> Conflicts { get; init; } = [];
    public Minutes? Minutes { get; init; }

    public bool WasHeld => Stage is Held or MeetingStage.MinutesApproved;

    public bool HasItem(string item) => Agenda.Any(i => i.Id == item);

    /// <summary>Those who count for an item.</summary>
    public IEnumerable<Attendance> PresentFor(string item) => Present.Where(p => !Conflicts.Contains(new(item, p.Person)));
}

/// <summary>Invariants: invitations go out ahead; a second convocation follows a meeting that was not quorate, later by the rules' days.</summary>
internal static class Meetings
{
    private const int MostItems = 100;

    public static Decision Plan(Committee committee, PlanCommitteeMeeting command, Context context)
    {
        if (Check(command.Date, command.Place).Refusal is { } invalid) return invalid;
        return [new MeetingPlanned(context.NewId(0), command.Date, command.Place, context.Actor.Party, context.Today(committee.Zone))];
    }

    public static Decision Convene(Committee committee, ConveneMeeting command, Context context)
    {
        if (Agenda(Check(command.Date, command.Place), command.Agenda).Document("/invitation", command.Invitation, required: false).Refusal is { } invalid)
            return invalid;
        if (Find(committee, command.Meeting, [Planned, Convened], out var meeting) is { } refusal) return refusal;
        if (committee.Refuses(command.ActDate, committee.ConstitutedOn, context) is { } date) return date;
        var earliest = command.ActDate.AddDays(committee.Rules.InvitationDays);
        if (command.Date < earliest) return Refusal.Of(CommitteeRefusals.InvitationTooShort, ("days", committee.Rules.InvitationDays), ("earliest", earliest));
        return
        [
            new MeetingConvened(
                meeting.Id, command.Date, command.Place, command.Agenda, Procedure.ChairsNow(committee), context.Actor.Party, command.ActDate, command.Invitation),
        ];
    }

    public static Decision AmendAgenda(Committee committee, AmendAgenda command, Context context)
    {
        if (Agenda(new Check(), command.Agenda).Refusal is { } invalid) return invalid;
        return Find(committee, command.Meeting, [Convened], out var meeting) is { } refusal ? refusal
            : meeting.IsSecond ? Refusal.Of(CommitteeRefusals.AgendaStands)
            : [new AgendaAmended(meeting.Id, meeting.Date, command.Agenda, context.Actor.Party)];
    }

    public static Decision Reconvene(Committee committee, ReconveneMeeting command, Context context)
    {
        if (Check(command.Date, command.Place).InOrder("/date", command.ActDate, command.Date).Refusal is { } invalid) return invalid;
        if (Find(committee, command.Meeting, [NotQuorate], out var meeting) is { } refusal) return refusal;
        if (committee.Refuses(command.ActDate, meeting.Date, context) is { } date) return date;
        var earliest = meeting.Date.AddDays(meeting.Rules.SecondDays);
        return command.Date < earliest
            ? Refusal.Of(CommitteeRefusals.ReconvenedTooSoon, ("days", meeting.Rules.SecondDays), ("earliest", earliest))
            : [new MeetingReconvened(meeting.Id, command.Date, command.Place, context.Actor.Party, command.ActDate)];
    }

    public static Decision Cancel(Committee committee, CancelCommitteeMeeting command, Context context)
    {
        if (new Check().Text("/reason", command.Reason, 2000).Refusal is { } invalid) return invalid;
        return Find(committee, command.Meeting, [Planned, Convened, NotQuorate], out var meeting) is { } refusal
            ? refusal
            : [new MeetingCancelled(meeting.Id, meeting.Date, context.Actor.Party, command.Reason)];
    }

    /// <summary>Why there is no such meeting in one of these stages, or null.</summary>
    public static Refusal? Find(Committee committee, Guid id, ReadOnlySpan<MeetingStage> stages, out Meeting meeting)
    {
        meeting = committee.Meeting(id)!;
        return meeting is null ? Refusal.Of(CommitteeRefusals.UnknownMeeting, ("meeting", id))
            : stages.Contains(meeting.Stage) ? null
            : Refusal.Of(CommitteeRefusals.InOtherStage, ("stage", meeting.Stage));
    }

    public static Committee Apply(Committee committee, MeetingPlanned e) =>
        committee with { Meetings = committee.Meetings.Add(new(e.Meeting, Planned, e.Date, e.Place, e.On)) };

    public static Committee Apply(Committee committee, MeetingConvened e) => committee.With(committee.Meeting(e.Meeting)! with
    {
        Stage = Convened, Date = e.Date, Place = e.Place, Since = e.ActDate, Agenda = [.. e.Agenda], Rules = committee.Rules, IsSecond = false,
    });

    public static Committee Apply(Committee committee, AgendaAmended e) => committee.With(committee.Meeting(e.Meeting)! with { Agenda = [.. e.Agenda] });

    public static Committee Apply(Committee committee, MeetingReconvened e) =>
        committee.With(committee.Meeting(e.Meeting)! with { Stage = Convened, Date = e.Date, Place = e.Place, Since = e.ActDate, IsSecond = true, Present = [] });

    public static Committee Apply(Committee committee, MeetingCancelled e) => committee.With(committee.Meeting(e.Meeting)! with { Stage = Cancelled });

    public static IEnumerable<OpenItem> OpenItems(Committee committee)
    {
        if (committee.Rules.MeetsEveryMonths is { } months)
        {
            var last = committee.Meetings.Where(m => m.WasHeld).Select(m => m.Date).Append(committee.ConstitutedOn).Max();
            yield return committee.Item("meeting-due", DeadlineKind.MeetingDue, committee.PartyIds, Role.CommitteeSecretary, last, last.AddMonths(months));
        }
        foreach (var meeting in committee.Meetings)
        {
            // A meeting's day is fixed: it does not move with the agreement's clocks.
            if (meeting.Stage is Planned)
                yield return committee.Named(committee.Steps.Item(
                    $"convene:{meeting.Id}", DeadlineKind.Meeting, committee.PartyIds, Role.CommitteeSecretary, meeting.Since,
                    meeting.Date.AddDays(-committee.Rules.InvitationDays), committee.Zone));
            else if (meeting.Stage is Convened)
                yield return committee.Steps.Item(
                    $"meeting:{meeting.Id}", DeadlineKind.Meeting, committee.PartyIds, Role.CommitteeMember, meeting.Since, meeting.Date, committee.Zone);
            else if (meeting.Stage is NotQuorate)
                yield return committee.Named(new($"reconvene:{meeting.Id}", DeadlineKind.Meeting, committee.PartyIds, Role.CommitteeSecretary, meeting.Date));
        }
    }

    private static Check Check(DateOnly date, string place) => new Check().Date("/date", date).Text("/place", place);

    private static Check Agenda(Check check, IReadOnlyList<AgendaItem>? agenda) => check
        .Count("/agenda", agenda, 1, MostItems)
        .Each("/agenda", agenda, (at, item) => check.Text($"{at}/id", item.Id, 40).Text($"{at}/title", item.Title))
        .Unique("/agenda", agenda, item => item.Id);
}
