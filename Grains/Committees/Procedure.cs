using Mithaq.Contracts;
using Mithaq.Contracts.Committees;
using Mithaq.Grains.Kernel;
using Fields = Mithaq.Contracts.Refusals.Fields;

namespace Mithaq.Grains.Committees;

/// <summary>Rules that some parties have agreed to, and when each did.</summary>
public sealed record RulesOnTheTable(RulesOfProcedure Rules, PartyApprovals Agreed);

/// <summary>Invariant: the rules are those that every party agreed to; until then the usual ones.</summary>
internal static class Procedure
{
    public static Decision Set(Committee committee, SetCommitteeRules command, Context context)
    {
        if (Wrong(committee, command.Rules) is { } invalid) return invalid;
        var party = context.Actor.Party;
        if (committee.ProposedRules is { } table && table.Rules == command.Rules && table.Agreed.Has(party))
            return Refusal.Of(CommitteeRefusals.RulesAlreadyAgreed, ("organisation", party));
        if (command.Rules == committee.Rules) return Refusal.Of(CommitteeRefusals.SameRules);
        return committee.Refuses(command.ActDate, committee.ConstitutedOn, context) is { } date
            ? date
            : [new RulesAgreed(party, command.Rules, command.ActDate)];
    }

    public static IReadOnlyList<IEvent> AgreedByAll(Committee committee, Context context) =>
        committee.ProposedRules is { } table && table.Agreed.AreOfAll(committee.Parties) ? [new RulesSet(table.Rules, table.Agreed.Last!.Value)] : [];

    /// <summary>The parties whose turn it is to chair: it passes on with each meeting that is held.</summary>
    public static IReadOnlyList<OrganisationId> ChairsNow(Committee committee) => committee.Rules.Chair is ChairMode.CoChairs
        ? committee.Parties
        : [committee.Parties[committee.Meetings.Count(m => m.WasHeld) % committee.Parties.Length]];

    public static Committee Apply(Committee committee, RulesAgreed e)
    {
        var agreed = committee.ProposedRules is { } table && table.Rules == e.Rules ? table.Agreed : PartyApprovals.None;
        return committee with { ProposedRules = new(e.Rules, agreed.Add(e.Party, e.ActDate)) };
    }

    public static IEnumerable<OpenItem> OpenItems(Committee committee)
    {
        if (committee.ProposedRules is { } table)
            yield return new("rules", DeadlineKind.Other, table.Agreed.Missing(committee.Parties), Role.Coordinator, table.Agreed.First!.Value);
    }

    private static Refusal? Wrong(Committee committee, RulesOfProcedure? rules)
    {
        if (rules is null) return new Check().That(false, "/rules", Fields.Required).Refusal;
        var seats = committee.Seats.Length;
        return new Check()
            .Range("/rules/invitationDays", rules.InvitationDays, 0, 90)
            .Range("/rules/quorumSeats", rules.QuorumSeats ?? 1, 1, seats)
            .Range("/rules/secondDays", rules.SecondDays, 1, 90)
            .Range("/rules/secondQuorumSeats", rules.SecondQuorumSeats ?? 1, 1, seats)
            .Range("/rules/minutesDays", rules.MinutesDays, 1, 180)
            .Range("/rules/tacitDays", rules.TacitDays ?? 1, 1, 180)
            .Range("/rules/consultationDays", rules.ConsultationDays, 1, 90)
            .Range("/rules/meetsEveryMonths", rules.MeetsEveryMonths ?? 1, 1, 24)
            .Refusal;
    }
}
