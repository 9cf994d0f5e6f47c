using Mithaq.Contracts;
using Mithaq.Contracts.Committees;
using Mithaq.Grains.Kernel;
using Fields = Mithaq.Contracts.Refusals.Fields;

namespace Mithaq.Grains.Committees;

/// <summary>
/// Invariants: nothing is adopted without a quorum for its item; money, text and programme never without every party's own vote for it; a party votes once,
/// through a member who was there and has no conflict of interest; of decisions that are open or adopted no two have the same key.
/// </summary>
internal static class Deciding
{
    public static Decision Propose(Committee committee, ProposeDecision command, Context context)
    {
        if (Check(command.Key, command.Subject).Text("/item", command.Item, 40).Refusal is { } invalid) return invalid;
        if (Meetings.Find(committee, command.Meeting, [MeetingStage.Held], out var meeting) is { } refusal) return refusal;
        if (!meeting.HasItem(command.Item)) return Refusal.Of(CommitteeRefusals.UnknownItem, ("item", command.Item));
        if (meeting.Minutes is { IsAwaited: false }) return Refusal.Of(CommitteeRefusals.MinutesOnTheTable);
        if (Taken(committee, command.Key) is { } taken) return taken;
        var proposed = Proposed(committee, command.Key, command.Subject, meeting.Date, context) with { Meeting = meeting.Id, Item = command.Item };
        return Verdict.On(Apply(committee, proposed), Motion(proposed)).IsQuorate
            ? [proposed]
            : Refusal.Of(CommitteeRefusals.ItemNotQuorate, ("item", command.Item));
    }

    public static Decision Vote(Committee committee, CastVote command, Context context)
    {
        if (committee.Motion(command.Decision) is not { } motion) return Unknown(command.Decision);
        var party = context.Actor.Party;
        // Silence was taken for an answer; what was answered in time counts all the same.
        var late = !motion.IsOpen && motion.AnswerBy is not null && command.ActDate <= motion.SettledOn && motion.Parties.Contains(party) && motion.Ballots.All(b => b.Party != party);
        if (!motion.IsOpen && !late) return Settled(motion);
        if ((committee.Refuses(command.ActDate, motion.Since, context) ?? Consulting.RefusesLate(committee, motion, command.ActDate, context)) is { } date)
            return date;
        var member = command.Member ?? context.Actor.Person;
        if (Unentitled(committee, motion, party, member, command.ActDate) is { } refusal) return refusal;
        if (Verdict.On(committee, motion).Counting.Any(b => b.Party == party)) return Refusal.Of(CommitteeRefusals.AlreadyVoted, ("organisation", party));

        var cast = new VoteCast(motion.Id, motion.Key, party, member, command.Vote, command.ActDate);
        return late ? Consulting.PutRight(committee, motion, cast) : [cast];
    }

    public static Decision RecordConsensus(Committee committee, RecordConsensus command, Context context)
    {
        if (OpenInMeeting(committee, command.Decision, out var motion) is { } refusal) return refusal;
        if (motion.Mode is not DecisionMode.Consensus) return Refusal.Of(CommitteeRefusals.NotByConsensus, ("mode", motion.Mode));
        var verdict = Verdict.On(committee, motion);
        if (!verdict.IsQuorate) return Refusal.Of(CommitteeRefusals.ItemNotQuorate, ("item", motion.Item));
        if (verdict.Against.Count > 0) return Refusal.Of(CommitteeRefusals.Objected, ("organisations", string.Join(", ", verdict.Against)));
        return [Adopted(motion, [.. verdict.For, .. verdict.Silent], On(motion, verdict))];
    }

    public static Decision Close(Committee committee, CloseVote command, Context context) =>
        OpenInMeeting(committee, command.Decision, out var motion) is { } refusal ? refusal : [Outcome(committee, motion)];

    public static IReadOnlyList<IEvent> VotedByAll(Committee committee, Context context) =>
    [
        .. from motion in committee.Motions
           where motion.IsOpen
           let verdict = Verdict.On(committee, motion)
           where verdict.Silent.Count == 0
           select Outcome(committee, motion),
    ];

    /// <summary>Adopted or rejected, by the votes that there are.</summary>
    /// <param name="on">When silence settled it; null: the meeting's day or the last vote.</param>
    public static IEvent Outcome(Committee committee, Motion motion, DateOnly? on = null)
    {
        var verdict = Verdict.On(committee, motion);
        var day = on ?? On(motion, verdict);
        return verdict.Rejection is { } cause
            ? new DecisionRejected(motion.Id, motion.Key, motion.Subject, motion.Meeting, verdict.For, verdict.Against, verdict.Silent, cause, day)
            : Adopted(motion, verdict.For, day);
    }

    public static DecisionProposed Proposed(Committee committee, string key, DecisionSubject subject, DateOnly on, Context context) => new(
        context.NewId(0), key, subject, Subjects.NeedsEveryParty(subject.Kind) ? DecisionMode.Unanimity : committee.Rules.Decides, committee.PartyIds,
        context.Actor.Party, on);

    public static Check Check(string key, DecisionSubject? subject)
    {
        var check = new Check().Text("/key", key, 100);
        if (subject is null) return check.That(false, "/subject", Fields.Required);
        check.Text("/subject/text", subject.Text, 2000);
        if (subject.Kind is DecisionKind.Programme)
            return check.That(subject.Programme is not null, "/subject/programme", Fields.Required)
                .That(subject.Programme is null or { Stream: null } || subject.Programme.Value.Kind == "programme", "/subject/programme", Fields.UnknownReference, ("value", subject.Programme));
        return check.That(subject.Programme is null, "/subject/programme", Fields.Malformed, ("value", subject.Programme))
            .That(subject.Change is null, "/subject/change", Fields.Malformed, ("value", subject.Change));
    }

    public static Refusal? Taken(Committee committee, string key) => committee.Motions.Any(m => m.Key == key && m.Outcome is not MotionOutcome.Rejected)
        ? Refusal.Of(CommitteeRefusals.KeyTaken, ("key", key))
        : null;

    public static Refusal Unknown(Guid decision) => Refusal.Of(CommitteeRefusals.UnknownDecision, ("decision", decision));

    public static Refusal Settled(Motion motion) =>
        Refusal.Of(CommitteeRefusals.DecisionSettled, ("key", motion.Key), ("outcome", motion.Outcome), ("on", motion.SettledOn));

    public static Committee Apply(Committee committee, DecisionProposed e) => committee with { Motions = committee.Motions.Add(Motion(e)) };

    /// <summary>A vote takes the place of one that a conflict of interest has put aside.</summary>
    public static Committee Apply(Committee committee, VoteCast e)
    {
        var motion = committee.Motion(e.Decision)!;
        return committee.With(motion with { Ballots = [.. motion.Ballots.Where(b => b.Party != e.Party), new(e.Party, e.Member, e.Vote, e.ActDate)] });
    }

    public static Committee Apply(Committee committee, DecisionAdopted e) =>
        committee.With(committee.Motion(e.Decision)! with { Outcome = MotionOutcome.Adopted, SettledOn = e.On });

    public static Committee Apply(Committee committee, DecisionRejected e) =>
        committee.With(committee.Motion(e.Decision)! with { Outcome = MotionOutcome.Rejected, SettledOn = e.On });

    public static IEnumerable<OpenItem> OpenItems(Committee committee) =>
        from motion in committee.Motions
        where motion.IsOpen
        let awaited = Verdict.On(committee, motion).Silent
        select motion.AnswerBy is { } answerBy
            ? committee.Item(Consulting.Key(motion), DeadlineKind.ConsultationAnswer, awaited, Role.CommitteeMember, motion.Since, answerBy)
            : new OpenItem($"vote:{motion.Id}", DeadlineKind.Other, awaited, Role.CommitteeMember, motion.Since);

    private static Motion Motion(DecisionProposed e) =>
        new(e.Decision, e.Key, e.Subject, e.Mode, e.Meeting, e.Item, e.On, e.AnswerBy, [.. e.Parties], [], [], MotionOutcome.Open, null);

    private static DecisionAdopted Adopted(Motion motion, IReadOnlyList<OrganisationId> pro, DateOnly on) =>
        new(motion.Id, motion.Key, motion.Subject, motion.Meeting, pro, motion.Parties.All(pro.Contains), on);

    private static DateOnly On(Motion motion, Verdict verdict) => verdict.Counting.Select(b => b.ActDate).Append(motion.Since).Max();

    private static Refusal? OpenInMeeting(Committee committee, Guid decision, out Motion motion)
    {
        motion = committee.Motion(decision)!;
        return motion is null ? Unknown(decision)
            : !motion.IsOpen ? Settled(motion)
            : motion.Meeting is null ? Refusal.Of(CommitteeRefusals.ConsultationRuns, ("until", motion.AnswerBy))
            : null;
    }

    /// <summary>Why nobody votes for the party through this person, or null.</summary>
    private static Refusal? Unentitled(Committee committee, Motion motion, OrganisationId party, PersonId member, DateOnly actDate)
    {
        if (!motion.Parties.Contains(party)) return Refusal.Of(Refusals.NotAParty, ("organisation", party));
        var inConflict = motion.Conflicts.Contains(member);
        if (motion.Meeting is { } id && committee.Meeting(id) is { } meeting)
        {
            if (!meeting.Present.Any(p => p.Person == member && p.Party == party))
                return Refusal.Of(CommitteeRefusals.NotPresent, ("person", member), ("organisation", party));
            inConflict = meeting.Conflicts.Contains(new(motion.Item!, member));
        }
        else if (Seating.PlaceOf(committee, member, actDate)?.Party != party)
        {
            return Refusal.Of(CommitteeRefusals.NotAMember, ("person", member), ("organisation", party));
        }
        return inConflict ? Refusal.Of(CommitteeRefusals.ConflictOfInterest, ("person", member)) : null;
    }
}
