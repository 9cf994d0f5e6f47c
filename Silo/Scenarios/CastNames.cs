using Mithaq.Contracts;
using Mithaq.Contracts.Organisations;
using Mithaq.Gateway.Languages;

namespace Mithaq.Silo.Scenarios;

/// <summary>What people call those of a cast, and the grains that a run has met. The people for whom a case is played go by the keys of its file.</summary>
internal sealed class CastNames(ScenarioFiles files, Texts texts)
{
    private readonly Cast cast = files.Cast;
    private readonly Dictionary<PersonId, string> people =
        files.Cases.SelectMany(c => c.People.Keys, (c, key) => (Person: c.PersonOf(key), key)).ToDictionary(p => p.Person, p => p.key);
    private readonly Dictionary<string, string> grains = [];

    public void Call(string grain, string name) => grains[grain] = name;

    /// <summary>Whoever gives a step.</summary>
    public string Who(string key) => Of(Cast.PersonOf(key).ToString()) is { } name ? texts.Isolated(name) : texts.Isolated(key);

    /// <summary>An organisation, a person or a grain; null: nothing but its id.</summary>
    public string? Of(string id)
    {
        if (grains.TryGetValue(id, out var grain)) return grain;
        if (Guid.TryParse(id, out var guid))
            return cast.KeyOf(new(guid)) is not { } key ? people.GetValueOrDefault(new(guid)) : cast.Names.GetValueOrDefault(key) is { } name ? $"{texts.Of(name)} ({key})" : key;
        return cast.Organisations.FirstOrDefault(o => o.Id.Value == id)?.Commands.OfType<RegisterOrganisation>().Select(Called).FirstOrDefault();
    }

    /// <summary>Official names in Arabic; in the others the short name where there is one.</summary>
    private string Called(RegisterOrganisation organisation) => texts.IsRightToLeft || organisation.Aliases is not [var alias, ..] ? texts.Of(organisation.Names) : alias;
}
