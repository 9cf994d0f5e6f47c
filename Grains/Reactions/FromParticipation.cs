using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Contracts.Participations;

namespace Mithaq.Grains.Reactions;

/// <summary>What taking part in an event brings about elsewhere.</summary>
internal static class FromParticipation
{
    public static IEnumerable<Effect> Drafts(GrainId participation, ContactTurnedIntoDraft e) =>
        [new Effect.To(e.Agreement, new DraftFromContact(e.Kind, e.Title, e.Zone, e.Currency, e.By, e.Parties, new(participation, e.Contact)))];
}
