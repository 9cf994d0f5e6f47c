using System.Collections.ObjectModel;
using Mithaq.Contracts;
using Mithaq.Grains.Organisations;

namespace Mithaq.Grains.Kernel;

/// <summary>The world as a decision sees it: who asks, the instant, the ids that may be used, and the facts of the organisations concerned.</summary>
/// <param name="Now">The database's clock.</param>
/// <param name="CommandId">From it comes every id that the decision makes.</param>
/// <param name="Organisations">As of the versions that the append expects; one that does not exist is absent.</param>
public sealed record Context(Actor Actor, DateTimeOffset Now, Guid CommandId, IZones Zones, IReadOnlyDictionary<OrganisationId, Organisation> Organisations)
{
    /// <summary>Cases of the agreement's programmes that are neither graduated, dropped nor declined.</summary>
    public int OpenCases { get; init; }

    /// <summary>The other grains that the rules said they read; one that does not exist is absent.</summary>
    public IReadOnlyDictionary<GrainId, object> Grains { get; init; } = ReadOnlyDictionary<GrainId, object>.Empty;

    /// <summary>Open cases of the same beneficiary: the same person, or another entry with the same identifier.</summary>
    public IReadOnlyList<GrainId> SameBeneficiary { get; init; } = [];

    /// <summary>The state of another grain, or null when it does not exist.</summary>
    public T? Of<T>(GrainId grain) where T : class => Grains.GetValueOrDefault(grain) as T;

    /// <summary>The n-th id that this command makes: the same command makes the same ids again.</summary>
    public Guid NewId(int n) => Ids.Derive(CommandId, n);

    public DateOnly Today(string zone) => Zones.DateAt(zone, Now);

    public Organisation? Organisation(OrganisationId id) => Organisations.GetValueOrDefault(id);
}

/// <summary>Time zones as pure functions (the tz data comes with the program).</summary>
public interface IZones
{
    bool Knows(string zone);

    /// <summary>The local date in a known zone.</summary>
    DateOnly DateAt(string zone, DateTimeOffset instant);
}
