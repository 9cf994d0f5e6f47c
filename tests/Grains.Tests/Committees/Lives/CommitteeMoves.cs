using Mithaq.Contracts;
using Mithaq.Contracts.Committees;
using Mithaq.Grains.Committees;
using Mithaq.Grains.Tests.Agreements.Lives;
using Mithaq.Testing;
using static Mithaq.Testing.AgreementCases;

namespace Mithaq.Grains.Tests.Committees.Lives;

/// <summary>What somebody could try next, aimed at the committee as it stands; null: it makes no sense now.</summary>
internal delegate (ICommand Command, Actor By)? CommitteeMove(Committee committee, DateOnly today, Dice dice);

internal static class CommitteeMoves
{
    public static IReadOnlyList<CommitteeMove> All { get; } =
    [
        Seat, Seat, Seat, Seat,
        By((c, today, dice) => new NameCommitteeChair(dice.Of(1, 1, 2), dice.ActDate(today))),
        By((c, today, dice) => dice.OneIn(3) ? new NameCommitteeSecretary(People.Ads.Secretary, dice.ActDate(today)) : null),
        By((c, today, dice) => dice.OneIn(3) ? new SetCommitteeRules(AnyRules(dice), today) : c.ProposedRules is { } table ? new SetCommitteeRules(table.Rules, today) : null),
        By((c, today, dice) => c.Meetings.Count(m => m.Stage is MeetingStage.Planned) < 2 ? new PlanCommitteeMeeting(today.AddDays(dice.Below(20)), "Rabat") : null),
        By((c, today, dice) => Any(c, dice, MeetingStage.Planned, MeetingStage.Convened) is { } m ? new ConveneMeeting(m.Id, today.AddDays(dice.Of(0, 3, 15)), "Rabat", CommitteeCases.Agenda, dice.ActDate(today)) : null),
        By((c, today, dice) => Any(c, dice, MeetingStage.Convened) is { } m && dice.OneIn(4) ? new AmendAgenda(m.Id, CommitteeCases.Agenda) : null),
        Attendance, Attendance, Attendance, Attendance,
        By((c, today, dice) => Any(c, dice, MeetingStage.NotQuorate) is { } m ? new ReconveneMeeting(m.Id, today.AddDays(dice.Of(0, 8)), "Rabat", dice.ActDate(today)) : null),
        By((c, today, dice) => dice.OneIn(8) && Any(c, dice, MeetingStage.Planned, MeetingStage.Convened, MeetingStage.Held) is { } m ? new CancelCommitteeMeeting(m.Id, "x") : null),
        By((c, today, dice) => dice.OneIn(2) && Any(c, dice, MeetingStage.Held, MeetingStage.Convened) is { } m ? new DeclareConflict(m.Id, dice.Of("1", "2"), Member(c, dice), dice.ActDate(today)) : null),
        Propose, Propose, Propose,
        By((c, today, dice) => dice.OneIn(2) ? new ConsultInWriting(dice.Of("a", "b", "c"), Subject(dice), today.AddDays(dice.Of(1, 3, 10)), today) : null),
        By((c, today, dice) => dice.OneIn(2) && Open(c, dice) is { } m ? new DeclareConsultationConflict(m.Id, Member(c, dice), today) : null),
        Vote, Vote, Vote, Vote, Vote, Vote,
        By((c, today, dice) => Open(c, dice) is { } m ? new RecordConsensus(m.Id) : null),
        By((c, today, dice) => Open(c, dice) is { } m ? new CloseVote(m.Id) : null),
        By((c, today, dice) => Any(c, dice, MeetingStage.Held) is { } m ? new DraftMinutes(m.Id, File($"pv-{dice.Below(4)}.pdf"), dice.ActDate(today)) : null),
        Approve, Approve, Approve,
        By((c, today, dice) => Any(c, dice, MeetingStage.Held, MeetingStage.MinutesApproved) is { Minutes: not null } m && dice.OneIn(2)
            ? new RequestMinutesCorrection(m.Id, "x", m.Minutes.FrozenOn is { } on ? on.AddDays(-dice.Below(3)) : today) : null),
        By((c, today, dice) => dice.OneIn(3) ? new AssignCommitteeAction(Words("note"), dice.Of(c.PartyIds), today.AddDays(9)) : null),
        By((c, today, dice) => c.Actions.IsEmpty ? null
            : dice.OneIn(3) ? new CancelCommitteeAction(c.Actions[0].Id, "x") : new CompleteCommitteeAction(c.Actions[0].Id, [Paper], today)),
        By((c, today, dice) => c.RecordedActs.Acts.IsEmpty ? null : new ConfirmRecordedActs()),
        Sweep, Sweep, Sweep, Note,
    ];

    /// <summary>Mostly somebody of a party with a right to it; sometimes anybody.</summary>
    private static CommitteeMove By(Func<Committee, DateOnly, Dice, ICommand?> command) =>
        (committee, today, dice) => command(committee, today, dice) is { } given ? (given, Somebody(committee, dice, dice.Of(committee.PartyIds))) : null;

    private static Actor Somebody(Committee committee, Dice dice, OrganisationId party)
    {
        if (dice.OneIn(15)) return dice.Of(Actor.System, People.Mgpap.As(Role.Coordinator), People.Ads.As(Role.Observer));
        if (party != People.Commune.Organisation) return new Staff(party).As(dice.Mostly(Role.Coordinator, Role.CommitteeSecretary, Role.CommitteeMember));
        return People.Ads.As(Role.Coordinator) with { For = new(party, Letter) };
    }

    private static (ICommand, Actor)? Seat(Committee committee, DateOnly today, Dice dice)
    {
        var seat = dice.Of([.. committee.Seats]);
        var (person, alternate) = (new Staff(seat.Party).Named($"p{dice.Below(6)}"), dice.OneIn(4));
        var held = seat.Place(alternate) is [.., { IsVacant: false }];
        ICommand command = !held ? new AppointCommitteeMember(seat.Number, dice.ActDate(today), person, Alternate: alternate)
            : dice.OneIn(3) ? new RemoveCommitteeMember(seat.Number, dice.ActDate(today), alternate)
            : dice.OneIn(3) && seat.Party != People.Commune.Organisation ? new ReplaceCommitteeMember(seat.Number, dice.ActDate(today), Office: "director", Alternate: alternate)
            : new ReplaceCommitteeMember(seat.Number, dice.ActDate(today), person, Alternate: alternate);
        return held && !dice.OneIn(3) ? null : (command, Somebody(committee, dice, seat.Party));
    }

    private static (ICommand, Actor)? Attendance(Committee committee, DateOnly today, Dice dice)
    {
        if (Any(committee, dice, MeetingStage.Convened) is not { } meeting) return null;
        PersonId[] present = [.. committee.Seats.SelectMany(s => new[] { s.On(meeting.Date, false)?.Person, s.On(meeting.Date, true)?.Person }).OfType<PersonId>().Distinct().Where(_ => !dice.OneIn(5))];
        return (new RecordAttendance(meeting.Id, present, dice.Mostly(meeting.Date, today)), Somebody(committee, dice, dice.Of(committee.PartyIds)));
    }

    private static (ICommand, Actor)? Propose(Committee committee, DateOnly today, Dice dice) => Any(committee, dice, MeetingStage.Held) is { } meeting
        ? (new ProposeDecision(meeting.Id, dice.Of("1", "2"), $"{meeting.Id}{dice.Below(3)}", Subject(dice)), Somebody(committee, dice, dice.Of(committee.PartyIds)))
        : null;

    private static (ICommand, Actor)? Vote(Committee committee, DateOnly today, Dice dice)
    {
        if (committee.Motions.IsEmpty) return null;
        var motion = Open(committee, dice) is { } open && !dice.OneIn(5) ? open : dice.Of([.. committee.Motions]);
        var party = dice.Of([.. motion.Parties]);
        PersonId[] members = motion.Meeting is { } id
            ? [.. committee.Meeting(id)!.Present.Where(p => p.Party == party).Select(p => p.Person)]
            : [.. committee.Seats.Where(s => s.Party == party).Select(s => s.Member?.Person).OfType<PersonId>()];
        var member = members.Length == 0 ? default : dice.Of(members);
        return (new CastVote(motion.Id, dice.Of(Contracts.Committees.Vote.For, Contracts.Committees.Vote.For, Contracts.Committees.Vote.Against, Contracts.Committees.Vote.Abstain),
            motion.SettledOn ?? dice.ActDate(today), member), Somebody(committee, dice, party));
    }

    private static (ICommand, Actor)? Approve(Committee committee, DateOnly today, Dice dice)
    {
        if (Any(committee, dice, MeetingStage.Held) is not { Minutes: { } minutes } meeting) return null;
        var awaited = minutes.Approved.Missing(committee.Parties);
        return (new ApproveMinutes(meeting.Id, dice.Mostly(minutes.Document.Hash, Paper.Hash), today), Somebody(committee, dice, dice.Of(awaited.Count == 0 ? committee.PartyIds : awaited)));
    }

    private static (ICommand, Actor)? Sweep(Committee committee, DateOnly today, Dice dice)
    {
        var items = CommitteeDeadlines.OpenItems(committee).Where(i => i.Deadline is not null).ToArray();
        if (items.Length == 0) return null;
        var come = items.Where(i => i.Deadline!.EffectPending && i.Deadline.Nominal < today).ToArray();
        var deadline = dice.Of(come.Length > 0 && !dice.OneIn(4) ? come : items) is var item ? item.Deadline! : null!;
        var resolved = deadline.Nominal.AddDays(dice.Of(0, 0, 1));
        return (new DeadlineReached(item.Key, deadline.Nominal, resolved, [.. deadline.Steps.Where(s => resolved.AddDays(s) <= today)], !dice.OneIn(6)), Actor.System);
    }

    private static (ICommand, Actor)? Note(Committee committee, DateOnly today, Dice dice) => (dice.Below(committee.Stage is CommitteeStage.Dissolved ? 14 : 12) switch
    {
        0 or 1 => new NoteCommitteeAgreementSuspended(today.AddDays(-dice.Of(0, 1, 5, 30))),
        2 or 3 or 4 => new NoteCommitteeAgreementResumed(today.AddDays(-dice.Of(0, 0, 1, 5))),
        5 => new NoteCommitteeParty(Joined: People.Ocp.Organisation),
        6 => new NoteCommitteeParty(Left: dice.Of(People.Ocp, People.Commune).Organisation),
        7 => new NoteCommitteeParty(Left: People.Hcar.Organisation, SucceededBy: People.Ministry.Organisation),
        8 or 9 => new NoteCommitteeOfficeHolder(dice.Of(committee.PartyIds), "director", null, dice.Of<PersonId?>(null, People.Ads.Head), today),
        12 or 13 => new NoteCommitteeAgreementEndRectified("renewed-in-time", today),
        _ => dice.OneIn(6) ? new NoteCommitteeAgreementEnded(today) : new NoteCommitteeAgreementResumed(today),
    }, Actor.System);

    private static RulesOfProcedure AnyRules(Dice dice) => new(
        InvitationDays: dice.Of(0, 0, 3), QuorumSeats: dice.Of<int?>(null, 1, 3), QuorumEveryParty: dice.OneIn(2), SecondDays: 2, SecondEveryParty: false,
        Decides: dice.Of(DecisionMode.Consensus, DecisionMode.Majority, DecisionMode.Unanimity), TacitDays: dice.Of<int?>(null, 3, 3), ConsultationDays: 1,
        Chair: dice.Of(ChairMode.CoChairs, ChairMode.Rotating));

    private static DecisionSubject Subject(Dice dice) => dice.Of(
        CommitteeCases.Usual, CommitteeCases.Usual, CommitteeCases.Funding, new(DecisionKind.AddendumRecommendation, "axe"), new(DecisionKind.Programme, "P", GrainId.Programme(Guid.Empty)));

    private static Meeting? Any(Committee committee, Dice dice, params MeetingStage[] stages) =>
        committee.Meetings.Where(m => stages.Contains(m.Stage)).ToArray() is { Length: > 0 } those ? dice.Of(those) : null;

    private static Motion? Open(Committee committee, Dice dice) =>
        committee.Motions.Where(m => m.IsOpen).ToArray() is { Length: > 0 } open ? dice.Of(open) : null;

    private static PersonId Member(Committee committee, Dice dice) => dice.Of([.. committee.Seats]).Member?.Person ?? People.Ads.Head;
}
