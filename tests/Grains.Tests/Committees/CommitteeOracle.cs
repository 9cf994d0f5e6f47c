using Mithaq.Contracts;
using Mithaq.Contracts.Committees;
using Mithaq.Grains.Committees;

namespace Mithaq.Grains.Tests.Committees;

/// <summary>
/// Quorum and majority counted on the fingers, from what happened alone: who was there, who had declared an interest, how each party voted. It knows nothing of
/// how the rules count.
/// </summary>
internal sealed class CommitteeOracle
{
    private readonly List<IEvent> history;
    private readonly Committee committee;

    public CommitteeOracle(IEnumerable<IEvent> history, Committee committee) => (this.history, this.committee) = ([.. history], committee);

    /// <summary>Enough seats were taken on the day, and every party was there where it has to be.</summary>
    public bool MayBeHeld(MeetingHeld held)
    {
        var rules = RulesOf(held.Meeting);
        return Enough(held.Present, committee.Parties, rules.Rules, rules.Second);
    }

    /// <summary>Whether what was adopted could be.</summary>
    public bool MayBeAdopted(DecisionAdopted adopted)
    {
        var proposed = history.OfType<DecisionProposed>().Single(p => p.Decision == adopted.Decision);
        var motion = committee.Motion(adopted.Decision)!;
        var voters = motion.Parties.ToList();
        var interested = history.OfType<ConflictDeclared>()
            .Where(c => c.Decision == adopted.Decision || (c.Meeting is { } at && at == proposed.Meeting && c.Item == proposed.Item)).Select(c => c.Member).ToHashSet();
        var votes = new Dictionary<OrganisationId, Vote>();
        foreach (var ballot in motion.Ballots)
            if (!interested.Contains(ballot.Member)) votes[ballot.Party] = ballot.Vote;
        var pro = votes.Count(v => v.Value == Vote.For);

        if (proposed.Subject.Kind is DecisionKind.Programme or DecisionKind.Funding or DecisionKind.TextOrMoney || proposed.Mode == DecisionMode.Unanimity)
            if (voters.Exists(party => !votes.TryGetValue(party, out var vote) || vote != Vote.For)) return false;
        if (proposed.Mode == DecisionMode.Consensus && votes.ContainsValue(Vote.Against)) return false;
        if (proposed.Meeting is not { } meeting)
        {
            if (committee.Rules.QuorumEveryParty ? votes.Count < voters.Count : votes.Count + votes.Count <= voters.Count) return false;
            return proposed.Mode != DecisionMode.Majority || pro + pro > voters.Count;
        }
        var (rules, second) = RulesOf(meeting);
        var there = committee.Meeting(meeting)!.Present.Where(p => !interested.Contains(p.Person)).ToList();
        if (!Enough(there, voters, rules, second)) return false;
        return proposed.Mode != DecisionMode.Majority || pro + pro > voters.Count(party => there.Exists(p => p.Party == party));
    }

    private bool Enough(IEnumerable<Attendance> present, IReadOnlyCollection<OrganisationId> parties, RulesOfProcedure rules, bool second)
    {
        var (seats, here) = (new HashSet<string>(), new HashSet<OrganisationId>());
        foreach (var one in present)
            if (parties.Contains(one.Party))
            {
                seats.Add($"{one.Party} {one.Seat}");
                here.Add(one.Party);
            }
        var all = parties.Count * committee.Foreseen!.SeatsByParty;
        var least = second ? rules.SecondQuorumSeats ?? 1 : rules.QuorumSeats ?? all - all / 2;
        if (least > all) least = all;
        if (least < 1) least = 1;
        return seats.Count >= least && (here.Count == parties.Count || !(second ? rules.SecondEveryParty : rules.QuorumEveryParty));
    }

    /// <summary>Those that held when it was first convened, and whether it was convened again since.</summary>
    private (RulesOfProcedure Rules, bool Second) RulesOf(Guid meeting)
    {
        var (now, rules, second) = (new RulesOfProcedure(MeetsEveryMonths: committee.Foreseen!.MeetsEveryMonths), new RulesOfProcedure(), false);
        foreach (var happened in history)
            switch (happened)
            {
                case RulesSet set: now = set.Rules; break;
                case MeetingConvened convened when convened.Meeting == meeting: (rules, second) = (now, false); break;
                case MeetingReconvened again when again.Meeting == meeting: second = true; break;
            }
        return (rules, second);
    }
}
