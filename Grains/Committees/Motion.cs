using System.Collections.Immutable;
using Mithaq.Contracts;
using Mithaq.Contracts.Committees;

namespace Mithaq.Grains.Committees;

public enum MotionOutcome { Open, Adopted, Rejected }

public sealed record Ballot(OrganisationId Party, PersonId Member, Vote Vote, DateOnly ActDate);

/// <summary>A decision that was put to a meeting, or to the parties in writing.</summary>
/// <param name="Parties">Those who decide.</param>
/// <param name="Conflicts">Of a consultation; those of a meeting stand there.</param>
/// <param name="SettledOn">When it was adopted or rejected.</param>
public sealed record Motion(
    Guid Id, string Key, DecisionSubject Subject, DecisionMode Mode, Guid? Meeting, string? Item, DateOnly Since, DateOnly? AnswerBy,
    ImmutableArray<OrganisationId> Parties, ImmutableArray<Ballot> Ballots, ImmutableHashSet<PersonId> Conflicts, MotionOutcome Outcome, DateOnly? SettledOn)
{
    public bool IsOpen => Outcome is MotionOutcome.Open;

    public bool NeedsEveryParty => Subjects.NeedsEveryParty(Subject.Kind);
}

internal static class Subjects
{
    /// <summary>Money, text and programme.</summary>
    public static bool NeedsEveryParty(DecisionKind kind) => kind is DecisionKind.Programme or DecisionKind.Funding or DecisionKind.TextOrMoney;
}

/// <summary>What the votes on a motion come to. People with a conflict of interest count neither for the quorum nor for the vote.</summary>
internal sealed record Verdict(
    IReadOnlyList<OrganisationId> Eligible, IReadOnlyList<Ballot> Counting, bool IsQuorate, RejectionCause? Rejection)
{
    public static Verdict On(Committee committee, Motion motion)
    {
        if (motion.Meeting is { } id && committee.Meeting(id) is { } meeting)
        {
            Attendance[] present = [.. meeting.PresentFor(motion.Item!)];
            var quorum = Quorum.Of(meeting.Rules, meeting.IsSecond, committee.Foreseen!.SeatsByParty * motion.Parties.Length);
            return Of(
                motion, [.. motion.Parties.Where(party => present.Any(p => p.Party == party))],
                [.. motion.Ballots.Where(b => !meeting.Conflicts.Contains(new(motion.Item!, b.Member)))], quorum.IsMetBy(motion.Parties, present));
        }
        Ballot[] counting = [.. motion.Ballots.Where(b => !motion.Conflicts.Contains(b.Member))];
        return Of(motion, motion.Parties, counting, committee.Rules.QuorumEveryParty ? counting.Length == motion.Parties.Length : counting.Length * 2 > motion.Parties.Length);
    }

    public IReadOnlyList<OrganisationId> For => Parties(Vote.For);

    public IReadOnlyList<OrganisationId> Against => Parties(Vote.Against);

    public IReadOnlyList<OrganisationId> Silent => [.. Eligible.Except(Counting.Select(b => b.Party))];

    private static Verdict Of(Motion motion, IReadOnlyList<OrganisationId> eligible, IReadOnlyList<Ballot> counting, bool quorate)
    {
        var (pro, against) = (counting.Count(b => b.Vote is Vote.For), counting.Count(b => b.Vote is Vote.Against));
        RejectionCause? rejection = motion.Mode switch
        {
            _ when !quorate => RejectionCause.NotQuorate,
            DecisionMode.Unanimity => pro == motion.Parties.Length ? null : RejectionCause.NotUnanimous,
            DecisionMode.Majority => pro * 2 > eligible.Count ? null : RejectionCause.NoMajority,
            _ => against == 0 && pro > 0 ? null : RejectionCause.Opposed,
        };
        return new(eligible, counting, quorate, rejection);
    }

    private IReadOnlyList<OrganisationId> Parties(Vote vote) => [.. Counting.Where(b => b.Vote == vote).Select(b => b.Party)];
}
