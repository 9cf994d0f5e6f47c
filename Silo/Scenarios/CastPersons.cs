using Mithaq.Contracts;
using Mithaq.Gateway.People;

namespace Mithaq.Silo.Scenarios;

/// <summary>The people of the cast whose names are known enter the persons table, so that they can be shown by name; their ids are those of the steps.</summary>
internal static class CastPersons
{
    /// <exception cref="ScenarioException">A person is refused; the message names the key alone.</exception>
    public static async Task Enter(Cast cast, Persons persons, CancellationToken stop)
    {
        foreach (var (key, details) in cast.Persons)
            if (await persons.Register(Cast.PersonOf(key), details, Cast.PersonOf(Cast.Administrator), stop: stop) is not SaveResult.Saved)
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
