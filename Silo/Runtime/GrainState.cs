using Mithaq.Contracts;
using Mithaq.Grains.Kernel;

namespace Mithaq.Silo.Runtime;

/// <summary>A grain's folded state and how far it reaches. Immutable, so it is read without a turn.</summary>
/// <param name="Version">0 and position 0 while the grain does not exist.</param>
/// <param name="Hash">The last link of its chain.</param>
/// <param name="Instant">When its last event was recorded, in microseconds since 1970.</param>
public sealed record GrainState(GrainRules Rules, object State, long Version, long Position, byte[] Hash, long Instant);

/// <summary>States for those who only look: feeds and queries.</summary>
public interface IStates
{
    /// <summary>
    /// For each stream a state at least as new as the version asked for, from an active grain where there is one, the rest folded from the journal in one query.
    /// Throws <see cref="Mithaq.Grains.Kernel.UnknownEventException"/> for an event of a newer program.
    /// </summary>
    ValueTask<IReadOnlyDictionary<string, GrainState>> Latest(IReadOnlyDictionary<string, long> streamsAtLeast, CancellationToken stop);

    /// <summary>A grain as it was right after one of its events: as it stands in memory where nothing has happened to it since, otherwise folded from the journal.</summary>
    ValueTask<object> AsOf(GrainId grain, long version, CancellationToken stop);
}
