using Mithaq.Contracts;
using Mithaq.Contracts.Committees;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Committees;

/// <summary>
/// Written consultations. Every party answers, or more than half where the rules do not ask for every party; silence is no answer, and when the time is up
/// the answers that there are decide.
/// </summary>
internal static class Consulting
{
    public static Decision Consult(Committee committee, ConsultInWriting command, Context context)
    {
        if (Deciding.Check(command.Key, command.Subject).Date("/answerBy", command.AnswerBy).Refusal is { } invalid) return invalid;
        if (committee.Refuses(command.ActDate, committee.ConstitutedOn, context) is { } date) return date;
        var earliest = command.ActDate.AddDays(committee.Rules.ConsultationDays);
        if (command.AnswerBy < earliest)
            return Refusal.Of(CommitteeRefusals.ConsultationTooShort, ("days", committee.Rules.ConsultationDays), ("earliest", earliest));
        return Deciding.Taken(committee, command.Key) is { } taken
            ? taken
            : [Deciding.Proposed(committee, command.Key, command.Subject, command.ActDate, context) with { AnswerBy = command.AnswerBy }];
    }

    public static Decision DeclareConflict(Committee committee, DeclareConsultationConflict command, Context context)
    {
        if (committee.Motion(command.Decision) is not { Meeting: null } motion) return Deciding.Unknown(command.Decision);
        if (!motion.IsOpen) return Deciding.Settled(motion);
        if ((committee.Refuses(command.ActDate, motion.Since, context) ?? RefusesLate(committee, motion, command.ActDate, context)) is { } date) return date;
        var party = context.Actor.Party;
        if (Seating.PlaceOf(committee, command.Member, command.ActDate)?.Party != party)
            return Refusal.Of(CommitteeRefusals.NotAMember, ("person", command.Member), ("organisation", party));
        return motion.Conflicts.Contains(command.Member)
            ? Decision.Nothing
            : [new ConflictDeclared(party, command.Member, command.ActDate, Decision: motion.Id)];
    }

    /// <summary>Silence has decided on the last day, however late the timer comes to say so.</summary>
    public static Refusal? RefusesLate(Committee committee, Motion motion, DateOnly actDate, Context context) =>
        motion is { IsOpen: true, AnswerBy: not null } && CommitteeDeadlines.LastDay(committee, Key(motion), context) is { } last && actDate > last
            ? Refusal.Of(CommitteeRefusals.ConsultationOver, ("until", last))
            : null;

    public static IReadOnlyList<IEvent> TimeIsUp(Committee committee, OpenItem item, DateOnly lastDay) =>
        committee.Motions.FirstOrDefault(m => m.IsOpen && item.Key == Key(m)) is { } motion ? [Deciding.Outcome(committee, motion, lastDay)] : [];

    /// <summary>An answer in time was recorded after the timer had settled it: the other outcome follows, where it makes one.</summary>
    public static Decision PutRight(Committee committee, Motion motion, VoteCast cast)
    {
        var answered = Deciding.Apply(committee, cast);
        var outcome = Deciding.Outcome(answered, answered.Motion(motion.Id)!, motion.SettledOn);
        var (was, becomes) = (motion.Outcome, outcome is DecisionAdopted ? MotionOutcome.Adopted : MotionOutcome.Rejected);
        if (was == becomes) return [cast];
        if (becomes is MotionOutcome.Adopted && Deciding.Taken(committee, motion.Key) is { } taken) return taken;
        return [new Rectified(MessageNames.Of(Outcome(was)), Key(motion), "answered-in-time", cast.ActDate), cast, outcome];
    }

    /// <summary>
    /// Consultations that the timer had settled on a day on which, as it turns out, no clock ran; not those that were put to the parties again since.
    /// </summary>
    public static IEnumerable<Motion> TakenForSettled(Committee committee, DateOnly suspendedOn) =>
        from motion in committee.Motions
        where !motion.IsOpen && motion.AnswerBy is { } answerBy && committee.Pauses.DueOn(motion.Since, answerBy) >= suspendedOn
        where Verdict.On(committee, motion).Silent.Count > 0
        where !committee.Motions.Any(m => m.Id != motion.Id && m.Key == motion.Key && m.Outcome is not MotionOutcome.Rejected)
        select motion;

    public static string Key(Motion motion) => $"consultation:{motion.Id}";

    public static Type Outcome(MotionOutcome outcome) => outcome is MotionOutcome.Adopted ? typeof(DecisionAdopted) : typeof(DecisionRejected);
}
