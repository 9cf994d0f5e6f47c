using System.Security.Cryptography;
using Mithaq.Contracts;
using Mithaq.Gateway.People;

namespace Mithaq.Silo.Scenarios;

/// <summary>
/// The people of the cast whose names are known, and those of the cases, enter the persons table, so that they can be shown by name; their ids are those of the steps.
/// </summary>
internal static class CastPersons
{
    /// <returns>The seals of the people of the cases.</returns>
    /// <exception cref="ScenarioException">A person is refused; the message names the key alone.</exception>
    public static async Task<IReadOnlyDictionary<PersonId, Sha256>> Enter(ScenarioFiles files, Persons persons, CancellationToken stop)
    {
        foreach (var (key, details) in files.Cast.Persons) await Enter(key, Cast.PersonOf(key), details, null, persons, stop);
        var seals = new Dictionary<PersonId, Sha256>();
        foreach (var scenario in files.Cases)
            foreach (var (key, details) in scenario.People)
            {
                var person = scenario.PersonOf(key);
                // Everybody here is invented: a salt that can be foreseen gives the same seals, and so the same events, on any store.
                await Enter($"{scenario.Case}: {key}", person, details, SHA256.HashData(person.Value.ToByteArray()), persons, stop);
                seals[person] = (await persons.SealOf(person, stop))!.Value;
            }
        return seals;
    }

    private static async Task Enter(string key, PersonId person, PersonDetails details, byte[]? salt, Persons persons, CancellationToken stop)
    {
        if (await persons.Register(person, details, Cast.PersonOf(Cast.Administrator), salt: salt, stop: stop) is not SaveResult.Saved)
            throw new ScenarioException($"{key} cannot be entered as a person: the details are wrong, or an identifier is somebody else's");
    }

    /// <summary>A person of the file: a name in one language at least, and whatever else is known. Null: somebody without a name.</summary>
    public static PersonDetails? Read(ObjectReader reader, OrganisationId organisation)
    {
        var names = reader.Words("name");
        var (born, email, phone, language) = (reader.Date("born"), reader.Text("email"), reader.Text("phone"), reader.Text("language"));
        var identifiers = reader.Map("identifiers").Select(i => new Identifier(i.Key, i.Value.Text ?? "")).ToList();
        if (names is null && (born is not null || email is not null || phone is not null || identifiers.Count > 0)) reader.Wrong(reader.Node, "\"name\" is missing");
        return names is null ? null : new(organisation, names, born, null, identifiers, email, phone, language);
    }
}
