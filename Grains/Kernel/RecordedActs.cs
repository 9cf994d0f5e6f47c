using System.Collections.Immutable;
using Mithaq.Contracts;

namespace Mithaq.Grains.Kernel;

/// <summary>Acts of parties without accounts, recorded from their letters by another party's coordinator.</summary>
public sealed record RecordedActs(ImmutableArray<ActRecordedFor> Acts)
{
    public static RecordedActs None { get; } = new([]);

    public RecordedActs With(ActRecordedFor e) => new(Acts.Add(e));

    public RecordedActs Without(RecordedActsConfirmed e) => new(Acts.RemoveAll(act => act.Party == e.Party));

    /// <summary>After a succession.</summary>
    public RecordedActs Of(Func<OrganisationId, OrganisationId> successor) => new([.. Acts.Select(act => act with { Party = successor(act.Party) })]);

    public static Decision Confirm<TState>(TState state, ConfirmRecordedActs command, Context context) where TState : IAmongParties =>
        state.RecordedActs.Acts.Any(act => act.Party == context.Actor.Organisation)
            ? [new RecordedActsConfirmed(context.Actor.Organisation)]
            : Refusal.Of(Refusals.NothingToConfirm);

    /// <summary>An act recorded for a party without accounts is marked so, beside its events.</summary>
    internal static Decision Mark(Decision decision, ICommand command, Context context) => decision.Events.Count > 0 && context.Actor.For is { } letter
        ? Decision.Of([.. decision.Events, new ActRecordedFor(letter.Party, context.Actor.Organisation, MessageNames.Of(command.GetType()), letter.Letter)])
        : decision;
}
