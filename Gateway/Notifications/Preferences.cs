using Dapper;
using Mithaq.Contracts;
using Mithaq.Gateway.People;

namespace Mithaq.Gateway.Notifications;

/// <summary>When a person wants mails: as things happen, once in the morning, or not at all. The inbox always has everything.</summary>
public enum MailWish { AtOnce, Digest, None }

/// <param name="Language">"ar", "fr" or "en"; null: that of the person's details, or else the organisation's first language.</param>
public sealed record Preference(MailWish Mail, string? Language)
{
    public static Preference Default { get; } = new(MailWish.AtOnce, null);
}

/// <summary>How persons want to be written to.</summary>
public sealed class Preferences(IAppDatabase database, TimeProvider clock)
{
    /// <summary>The first language of every organisation of the platform.</summary>
    public const string FirstLanguage = "ar";

    /// <summary>As people write them ("at-once").</summary>
    public static IReadOnlyList<string> MailWishes { get; } = [.. Enum.GetValues<MailWish>().Select(Written)];

    public static string Written(MailWish wish) => Spelling.Of(wish);

    /// <exception cref="FormatException">None of <see cref="MailWishes"/>.</exception>
    public static MailWish Read(string wish) => Spelling.Read<MailWish>(wish);

    /// <returns>False: the person is not entered (any more), and has no wishes.</returns>
    public async Task<bool> Set(PersonId person, Preference preference, CancellationToken stop = default)
    {
        await using var connection = await database.Open(stop);
        return await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into preferences (person, mail, language, changed_at) select @person, @mail, @language, @at where exists (select 1 from persons where id = @person)
            on conflict (person) do update set mail = excluded.mail, language = excluded.language, changed_at = excluded.changed_at
            """,
            new { person = person.ToString(), mail = Spelling.Of(preference.Mail), language = preference.Language, at = PersonSql.Microseconds(clock.GetUtcNow()) },
            cancellationToken: stop)) == 1;
    }

    public async Task<Preference> Of(PersonId person, CancellationToken stop = default) => (await Wishes([person], stop))[person].Preference;

    /// <summary>The wishes of several persons at once, each with the language to write in.</summary>
    public async Task<IReadOnlyDictionary<PersonId, (Preference Preference, string Language)>> Wishes(IReadOnlyCollection<PersonId> persons, CancellationToken stop = default)
    {
        if (persons.Count == 0) return new Dictionary<PersonId, (Preference, string)>();
        var ids = persons.Select(p => p.ToString()).ToArray();
        await using var connection = await database.Open(stop);
        var rows = (await connection.QueryAsync<(string Person, string? Spoken, string? Mail, string? Language)>(new CommandDefinition(
            $"select p.id, p.language, w.mail, w.language from persons p left join preferences w on w.person = p.id where p.id {database.Among("@ids")}", new { ids },
            cancellationToken: stop))).ToDictionary(row => row.Person);
        return persons.ToDictionary(person => person, person =>
        {
            var row = rows.GetValueOrDefault(person.ToString());
            var preference = row.Mail is { } mail ? new Preference(Spelling.Read<MailWish>(mail), row.Language) : Preference.Default;
            return (preference, preference.Language ?? row.Spoken ?? FirstLanguage);
        });
    }
}
