using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;

namespace Mithaq.Silo.Scenarios;

/// <summary>What a case knows while it is played: its grains and ids by name, the versions of its texts, its addenda, and what timers did.</summary>
internal sealed class Session(Scenario scenario, Cast cast, IReadOnlyDictionary<PersonId, Sha256> seals)
{
    private readonly Dictionary<string, GrainId> grains = [];
    private readonly Dictionary<string, Guid> ids = [];
    private readonly Dictionary<GrainId, List<TextRevised>> texts = [];
    private readonly Dictionary<Guid, Sha256> addenda = [];
    private readonly IReadOnlyDictionary<PersonId, Sha256> seals = seals;

    public Scenario Scenario => scenario;

    /// <summary>What timers did to the case's grains since its last step that looked.</summary>
    public List<Happening> Timers { get; } = [];

    /// <summary>What went out of the case's grains since its last advance, and who was told.</summary>
    public List<GoneOut> GoneOut { get; } = [];

    /// <summary>How much of it was there before the present step.</summary>
    public int GoneOutBefore { get; set; }

    public GrainId? Grain(string name) => grains.TryGetValue(name, out var grain) ? grain : cast.Knows(new(name)) ? GrainId.Organisation(new(name)) : null;

    public string? NameOf(GrainId grain) => grains.FirstOrDefault(g => g.Value == grain).Key;

    /// <summary>How many specific agreements of a framework have a name after it.</summary>
    public int Specifics(GrainId framework) => NameOf(framework) is { } name ? grains.Keys.Count(key => key.StartsWith($"{name}.specific.", StringComparison.Ordinal)) : 0;

    public void Name(string name, GrainId grain) => grains[name] = grain;

    public void Name(string name, Guid id) => ids[name] = id;

    public void Note(GrainId grain, IEvent happened)
    {
        if (happened is AddendumProposed proposed) addenda[proposed.Addendum] = proposed.Hash;
        if (happened is AddendumRecommended recommended && NameOf(grain) is { } name) Name(Openings.Called(name, recommended), recommended.Recommendation);
        if (happened is not TextRevised revised) return;
        if (!texts.TryGetValue(grain, out var versions)) texts[grain] = versions = [];
        versions.Add(revised);
    }

    /// <summary>The names as a step about this grain means them.</summary>
    public INames About(GrainId? grain) => new Names(this, cast, grain);

    private sealed class Names(Session session, Cast cast, GrainId? about) : INames
    {
        public PersonId? Person(string key) => cast.Names.ContainsKey(key) ? Cast.PersonOf(key) : null;

        public PersonId? Beneficiary(string key) => session.Scenario.People.ContainsKey(key) ? session.Scenario.PersonOf(key) : null;

        public Sha256? Seal(string key) => Beneficiary(key) is { } person && session.seals.TryGetValue(person, out var seal) ? seal : null;

        public GrainId? Grain(string name) => session.Grain(name);

        public Guid? Id(string name) => session.ids.TryGetValue(name, out var id) ? id : null;

        public Sha256? Text(int? version) => about is { } grain && session.texts.TryGetValue(grain, out var versions)
            ? versions.LastOrDefault(v => version is null || v.Number == version)?.Hash
            : null;

        public Sha256? Addendum(string name) => session.ids.TryGetValue(name, out var id) && session.addenda.TryGetValue(id, out var hash) ? hash : null;

        public bool IsOrganisation(OrganisationId id) => cast.Knows(id);
    }
}
