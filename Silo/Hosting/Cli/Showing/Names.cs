using Mithaq.Contracts;
using Mithaq.Contracts.Organisations;
using Mithaq.Contracts.Programmes;
using Mithaq.Gateway.Languages;
using Mithaq.Gateway.People;
using Mithaq.Silo.Journal;
using Mithaq.Silo.Runtime;

namespace Mithaq.Silo.Hosting.Cli.Showing;

/// <summary>
/// Display names by id of organisations, persons and grains. Sentences ask for names while they are put together, so the asking is noted, what was missing is
/// fetched at once, and the sentence is put together again.
/// </summary>
internal sealed class Names(IJournal journal, Persons persons, Texts texts)
{
    private readonly Dictionary<string, string?> known = [];
    private readonly Dictionary<string, GrainId> agreements = [];
    private readonly HashSet<string> missing = [];

    /// <summary>What is known of an id; null: nothing yet, or nothing at all.</summary>
    public string? Of(string id)
    {
        if (known.TryGetValue(id, out var name)) return name is not null && agreements.TryGetValue(id, out var agreement) ? $"{name} · {Of(agreement.Stream)}" : name;
        missing.Add(id);
        return null;
    }

    public string Of(OrganisationId organisation) => Of(organisation.Value) ?? organisation.Value;

    public async Task<T> With<T>(Func<T> rendered, CancellationToken stop)
    {
        while (true)
        {
            var result = rendered();
            if (missing.Count == 0) return result;
            await Learn(stop);
        }
    }

    private async Task Learn(CancellationToken stop)
    {
        foreach (var id in missing) known[id] = null;
        var people = missing.Select(id => Guid.TryParse(id, out var guid) ? new PersonId(guid) : (PersonId?)null).OfType<PersonId>().ToList();
        // Somebody without a name, or erased: the beginning of the id tells people apart.
        foreach (var person in people) known[person.ToString()] = $"{person.ToString()[..8]}…";
        foreach (var (person, names) in await persons.NamesOf(people, stop)) known[person.ToString()] = texts.Of(names);
        var streams = missing.Where(id => id.Contains('/', StringComparison.Ordinal) || new OrganisationId(id).IsValid)
            .ToLookup(id => id.Contains('/', StringComparison.Ordinal) ? id : GrainId.Organisation(new(id)).Stream, id => id);
        missing.Clear();
        if (streams.Count == 0) return;
        await foreach (var entry in journal.ReadStreams([.. streams.Select(s => new StreamPart(s.Key, UpTo: 1))], stop))
        {
            var first = EventCodec.Read(entry);
            // An organisation may have been asked for by its id and by its stream.
            foreach (var id in streams[entry.Stream]) known[id] = first is OrganisationRegistered organisation ? Called(organisation) : Titled(first);
            // A period alone says little.
            if (first is PeriodOpened { Title: null } programme) agreements[entry.Stream] = programme.Agreement;
        }
    }

    /// <summary>Official names in Arabic; in the others the short name where there is one.</summary>
    private string Called(OrganisationRegistered organisation) =>
        texts.IsRightToLeft || organisation.Aliases is not [var alias, ..] ? texts.Of(organisation.Names) : alias;

    private string? Titled(IEvent first) => Titles.Of(first) is { } title ? texts.Of(title) : null;
}
