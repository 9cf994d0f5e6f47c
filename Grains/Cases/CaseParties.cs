using Mithaq.Contracts;
using Mithaq.Contracts.Cases;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Cases;

/// <summary>Invariants: a successor stands wherever its predecessor stood; a side that left owes nothing, and the others are awaited to decide what becomes of the case.</summary>
internal static class CaseParties
{
    public static Decision Note(Case state, NoteCaseParty command, Context context) => command switch
    {
        { Left: { } from, SucceededBy: { } to } => state.Parties.Contains(from) && from != to ? [new CasePartySucceeded(from, to)] : Decision.Nothing,
        { Left: { } left } => state.Parties.Contains(left) ? [new CasePartyLeft(left)] : Decision.Nothing,
        { Joined: { } joined } => state.Parties.Contains(joined) ? Decision.Nothing : [new CasePartyJoined(joined)],
        _ => Decision.Nothing,
    };

    public static Case Apply(Case state, CasePartyJoined e) => state with { Parties = state.Parties.Add(e.Party) };

    public static Case Apply(Case state, CasePartyLeft e) => state with { Parties = state.Parties.Remove(e.Party) };

    public static Case Apply(Case state, CasePartySucceeded e)
    {
        OrganisationId Successor(OrganisationId party) => party == e.From ? e.To : party;
        return state with
        {
            Parties = [.. state.Parties.Select(Successor).Distinct()],
            Proposer = Successor(state.Proposer),
            Supporter = Successor(state.Supporter),
            Hold = state.Hold is { } hold ? hold with { By = Successor(hold.By) } : null,
            RecordedActs = state.RecordedActs.Of(Successor),
        };
    }

    /// <summary>Without one of its sides nothing is due any more: those that remain drop the case, or the agreement's closing hands it over.</summary>
    public static OpenItem SideMissing(Case state) =>
        new("side-missing", DeadlineKind.Other, state.Sides.Count > 0 ? state.Sides : state.Parties, Role.Coordinator, state.Since);
}
