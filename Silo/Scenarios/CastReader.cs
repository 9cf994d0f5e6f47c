using System.Text.Json;
using Mithaq.Contracts;
using Mithaq.Contracts.Organisations;
using Mithaq.Gateway.People;

namespace Mithaq.Silo.Scenarios;

/// <summary>The file of the organisations: each with its people, and its registration, offices and members as the fields of the commands that enter them.</summary>
internal sealed class CastReader(string file, List<Problem> problems)
{
    private static readonly string[] Aside = ["assumed", "source"];

    public Cast? Read(ReadOnlySpan<byte> utf8)
    {
        if (NodeReader.Read(file, utf8, problems) is not { } top) return null;
        var reader = new ObjectReader(file, top, problems);
        var zone = reader.Text("zone", required: true) ?? "UTC";
        if (NodaTime.DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null) reader.Wrong(top.Member("zone") ?? top, $"unknown zone \"{zone}\"");
        var holidays = reader.List("holidays");
        var organisations = reader.List("organisations", required: true).Select(node => new ObjectReader(file, node, problems)).ToList();
        reader.NothingElse();

        // Everybody first: an organisation's offices may name people of another.
        var people = new Dictionary<string, LocalizedText?>();
        var persons = new Dictionary<string, PersonDetails>();
        var ids = organisations.Select(organisation => IdAndPeople(organisation, people, persons)).ToList();
        var cast = new Cast(zone, [.. ids.Select(id => new SeedOrganisation(id, []))], people) { Persons = persons };
        var binder = new Binder(file, problems, new KnownSoFar(cast));
        var years = holidays.Select(year => Command(year, "confirmHolidays", binder)).OfType<ICommand>().ToList();
        return cast with { Organisations = [.. organisations.Select((organisation, i) => new SeedOrganisation(ids[i], Commands(organisation, years, binder)))] };
    }

    private OrganisationId IdAndPeople(ObjectReader organisation, Dictionary<string, LocalizedText?> people, Dictionary<string, PersonDetails> persons)
    {
        var id = new OrganisationId(organisation.Text("id", required: true) ?? "");
        if (id.Value.Length > 0 && !id.IsValid) organisation.Wrong(organisation.Node.Member("id")!, $"not a slug: \"{id}\"");
        foreach (var (person, node) in organisation.Map("people"))
        {
            var reader = new ObjectReader(file, node, problems);
            Assumption(reader);
            var details = CastPersons.Read(reader, id);
            if (!people.TryAdd($"{id}.{person}", details?.Names)) reader.Wrong(node, $"two people are called \"{id}.{person}\"");
            else if (details is not null) persons.Add($"{id}.{person}", details);
            reader.NothingElse();
        }
        return id;
    }

    private List<ICommand> Commands(ObjectReader organisation, List<ICommand> years, Binder binder)
    {
        var commands = new List<ICommand>();
        if (organisation.Take("register", required: true) is { } register && Command(register, "registerOrganisation", binder) is { } registers) commands.Add(registers);
        // The list is Morocco's; who keeps another country's holidays has none that the moon decides.
        if (commands is [RegisterOrganisation { Country: null or WorkCalendar.Morocco }]) commands.AddRange(years);
        commands.AddRange(organisation.List("offices").Select(office => Command(office, "appointOfficeHolder", binder)).OfType<ICommand>());
        commands.AddRange(organisation.List("members").Select(member => Command(member, "addMember", binder)).OfType<ICommand>());
        commands.Add(new ActivateOrganisation());
        organisation.NothingElse();
        return commands;
    }

    /// <summary>Null when something is wrong with it.</summary>
    private ICommand? Command(Node node, string name, Binder binder)
    {
        var before = problems.Count;
        if (node.Kind is JsonValueKind.Object) Assumption(new(file, node, problems));
        var command = MessageNames.Command(name)!;
        var bound = binder.Bind(node, command, true, Aside);
        return problems.Count == before ? (ICommand?)bound.Deserialize(ContractsJson.Messages.GetTypeInfo(command)) : null;
    }

    /// <summary>What was assumed says from where.</summary>
    private static void Assumption(ObjectReader reader)
    {
        if (reader.Flag("assumed")) reader.Text("source", required: true);
        else reader.Take("source");
    }
}
