using System.Collections.Immutable;
using Mithaq.Contracts;

namespace Mithaq.Grains.Agreements;

public enum TrancheStage { Planned, Callable, Called, Paid, Received, Justified, Withheld, Reclaimed }

/// <summary>Where a tranche stands.</summary>
/// <param name="Since">The day of what happened last.</param>
/// <param name="DueBy">Called: to be paid by; received: to be justified by.</param>
/// <param name="HeldFrom">Withheld: the stage to which a release brings it back.</param>
/// <param name="Met">Keys of the conditions that are met.</param>
/// <param name="Submitted">What waits for the funder's answer; 0: nothing.</param>
public sealed record TrancheState(TrancheStage Stage, DateOnly? Since, ImmutableHashSet<string> Met)
{
    public static TrancheState Planned { get; } = new(TrancheStage.Planned, null, []);

    public DateOnly? DueBy { get; init; }
    public TrancheStage? HeldFrom { get; init; }
    public decimal Paid { get; init; }
    public decimal Submitted { get; init; }
    public decimal Justified { get; init; }
    public decimal Reclaimed { get; init; }

    /// <summary>Paid, and neither justified, submitted nor reclaimed.</summary>
    public decimal Left => Paid - Justified - Submitted - Reclaimed;
}

/// <param name="Answer">True: accepted; false: returned; null: not answered yet.</param>
public sealed record Delivery(string Contribution, OrganisationId Party, decimal Amount, DateOnly On, bool? Answer = null);

public sealed record FundingState(ImmutableDictionary<string, TrancheState> Tranches, ImmutableDictionary<Guid, Delivery> Deliveries)
{
    public static FundingState None { get; } = new(ImmutableDictionary<string, TrancheState>.Empty, ImmutableDictionary<Guid, Delivery>.Empty);

    public TrancheState Of(string tranche) => Tranches.GetValueOrDefault(tranche, TrancheState.Planned);
}
