using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Contracts.Committees;
using Mithaq.Grains.Committees;

namespace Mithaq.Grains.Reactions;

/// <summary>What a committee brings about elsewhere.</summary>
internal static class FromCommittee
{
    /// <summary>A tranche of the agreement may hang on it; money needs every party, whatever key another decision bears.</summary>
    public static IEnumerable<Effect> Decides(Committee committee, DecisionAdopted e) =>
        e is { Unanimous: true, Subject.Kind: DecisionKind.Funding or DecisionKind.TextOrMoney } ? [new Effect.To(committee.Agreement, new NoteDecision(e.Key, committee.Id, e.On))] : [];

    public static IEnumerable<Effect> Recommends(Committee committee, DecisionAdopted e) => e.Subject.Kind is DecisionKind.AddendumRecommendation
        ? [new Effect.To(committee.Agreement, new NoteAddendumRecommended(committee.Id, e.Key, e.Subject.Text, e.On))]
        : [];
}
