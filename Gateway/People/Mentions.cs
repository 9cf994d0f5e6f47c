using System.Data.Common;
using Dapper;
using Mithaq.Contracts;

namespace Mithaq.Gateway.People;

public enum MentionKind { Name, Number, Contact }

/// <summary>A place in a text that seems to speak of a known person.</summary>
/// <param name="Kind">A number is an identifier or a telephone number; a contact is an e-mail address.</param>
/// <param name="Start">In characters from the text's first.</param>
public sealed record Mention(PersonId Person, MentionKind Kind, int Start, int Length);

/// <summary>
/// Finds known persons in free text, so that whoever is about to store it for ever can be warned: a given name with the family name near it, in Arabic or
/// Latin letters, or an identifier, telephone number or address. It warns; it proves nothing either way. What is asked of the database grows with the text,
/// not with the number of persons.
/// </summary>
public sealed class Mentions(IAppDatabase database, InstallationKey installation)
{
    /// <summary>Digests in one query.</summary>
    private const int Page = 1_000;

    /// <returns>In the order of the text; a person is told once at each place.</returns>
    public async Task<IReadOnlyList<Mention>> Scan(string text, CancellationToken stop)
    {
        var key = await installation.Read(stop);
        await using var connection = await database.Open(stop);
        return await Scan(text, database, key, connection, null, stop);
    }

    /// <summary>The same within what a transaction sees.</summary>
    internal static async Task<IReadOnlyList<Mention>> Scan(
        string text, IAppDatabase database, Digests key, DbConnection connection, DbTransaction? transaction, CancellationToken stop)
    {
        var places = new Dictionary<string, List<(MentionKind Kind, int Start, int End)>>();
        foreach (var (trace, kind, start, end) in Traces.In(text))
        {
            var digest = key.OfTrace(trace);
            if (!places.TryGetValue(digest, out var at)) places[digest] = at = [];
            at.Add((kind, start, end));
        }
        var found = new HashSet<Mention>();
        foreach (var digests in places.Keys.Chunk(Page))
            foreach (var hit in await connection.QueryAsync<Hit>(new CommandDefinition(
                         $"select digest as Digest, person as Person from person_traces where digest {database.Among("@digests")}", new { digests }, transaction,
                         cancellationToken: stop)))
                foreach (var (kind, start, end) in places[hit.Digest])
                    found.Add(new(new(Guid.Parse(hit.Person)), kind, start, end - start));
        return [.. found.OrderBy(m => m.Start).ThenBy(m => m.Length).ThenBy(m => m.Person.Value)];
    }

    private sealed class Hit
    {
        public required string Digest { get; init; }
        public required string Person { get; init; }
    }
}
