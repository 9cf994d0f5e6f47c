using System.Collections.Immutable;
using Mithaq.Contracts;
using Mithaq.Grains.Cases;
using Mithaq.Grains.Committees;
using Mithaq.Grains.Kernel;
using Mithaq.Grains.Organisations;
using Mithaq.Grains.Participations;
using Mithaq.Grains.Programmes;

namespace Mithaq.Silo.Hosting.Cli.Showing;

/// <summary>What the sheets of the other grains say beside what every grain's says.</summary>
internal static class OtherParts
{
    /// <summary>The last meetings and decisions; earlier ones are counted.</summary>
    private const int Last = 10;

    public static IEnumerable<Fact> Facts(object state, Words words) => state switch
    {
        Committee c => [Belonging(c.Agreement, words), new("constituted", words.Say("constituted"), words.Texts.Date(c.ConstitutedOn))],
        Programme p => [Belonging(p.Agreement, words), new("period", words.Say("period"), words.Say("from-to", ("from", p.From), ("to", p.To)))],
        Case c => CaseFacts(c, words),
        Participation { Occasion: { } occasion } p =>
        [
            new("organisation", words.Say("organisation"), words.Texts.Isolated(words.Names.Of(p.Organisation))),
            new("place", words.Say("place"), words.Texts.Isolated(words.Texts.Of(occasion.Place.Name))),
            new("period", words.Say("period"), words.Say("from-to", ("from", occasion.From), ("to", occasion.To))),
        ],
        Organisation { Kind: { } kind } => [new("kind", words.Say("kind"), words.Texts.Word(kind))],
        _ => [],
    };

    public static IEnumerable<Part> Parts(object state, Words words) => state switch
    {
        Committee c => [Parties(c, words), Seats(c, words), Meetings(c, words), Decisions(c, words), Tasks(c, words)],
        Programme p => [Parties(p, words), .. ProgrammeParts.Parts(p, words)],
        Case c => [Parties(c, words), Support(c, words)],
        Participation p => [Contacts(p, words), FollowUps(p, words)],
        Organisation o => [Offices(o, words), Members(o, words)],
        _ => [],
    };

    private static Fact Belonging(GrainId agreement, Words words) => new("agreement", words.Say("agreement"), words.Texts.Isolated(words.Names.Of(agreement.Stream) ?? agreement.Stream));

    private static IEnumerable<Fact> CaseFacts(Case c, Words words)
    {
        yield return Belonging(c.Agreement, words);
        if (c.Beneficiary is { } b)
            yield return new("beneficiary", words.Say("beneficiary"), $"{words.Texts.Word(b.Kind)}{(b.Person is { } person ? $": {Person(person, words)}" : b.Name is { } name ? $": {words.Texts.Isolated(words.Texts.Of(name))}" : "")}");
        yield return new("proposer", words.Say("proposer"), words.Texts.Isolated(words.Names.Of(c.Proposer)));
        yield return new("supporter", words.Say("supporter"), words.Texts.Isolated(words.Names.Of(c.Supporter)));
    }

    private static Part Parties(IAmongParties among, Words words) =>
        new("parties", words.Say("parties"), [.. among.PartyIds.Select(p => new PartRow(p.Value, words.Texts.Isolated(words.Names.Of(p))))]);

    private static Part Seats(Committee committee, Words words) => new(
        "seats", words.Say("seats"),
        [.. committee.Seats.Select(s => new PartRow($"{s.Party}:{s.Number}", $"{words.Texts.Isolated(words.Names.Of(s.Party))} · {Holder(s.Members.LastOrDefault()?.Person, s.Members.LastOrDefault()?.Office, words)}"))]);

    private static string Holder(PersonId? person, string? office, Words words) =>
        person is { } id ? Person(id, words) : office is not null ? words.Texts.Isolated(office) : words.Say("vacant");

    private static string Person(PersonId person, Words words) => words.Texts.Isolated(words.Names.Of(person.ToString()) ?? person.ToString());

    private static Part Meetings(Committee committee, Words words) => LastOf(
        "meetings", [.. committee.Meetings.OrderBy(m => m.Date)], words,
        m => new(
            m.Id.ToString(), $"{words.Texts.Isolated(words.Texts.Date(m.Date))} · {words.Texts.Isolated(m.Place)}", m.Stage.ToString(), words.State("meeting", m.Stage)));

    private static Part Decisions(Committee committee, Words words) => LastOf(
        "decisions", committee.Motions, words, m => new(m.Key, words.Texts.Isolated(m.Subject.Text), m.Outcome.ToString(), words.State("decision", m.Outcome)));

    private static Part LastOf<T>(string name, ImmutableArray<T> all, Words words, Func<T, PartRow> row)
    {
        var shown = words.Whole ? all.Length : Math.Min(all.Length, Last);
        return new(name, words.Say(name), [.. all.TakeLast(shown).Select(row)], all.Length > shown ? all.Length - shown : null);
    }

    private static Part Tasks(Committee committee, Words words) => new(
        "actions", words.Say("actions"),
        [.. committee.Actions.Select(a => new PartRow(
            a.Id.ToString(), $"{words.Texts.Isolated(words.Texts.Of(a.Title))} · {words.Texts.Isolated(words.Names.Of(a.Owner))}", Detail: [words.DueOn(a.Due)]))]);

    private static Part Support(Case c, Words words) => new(
        "stages", words.Say("stages"),
        [.. c.Stages.Select((s, i) => (s, State: i + 1 < c.StageNumber ? "passed" : i + 1 == c.StageNumber ? "current" : "ahead"))
            .Select(s => new PartRow(s.s.Id, words.Texts.Isolated(words.Texts.Of(s.s.Title)), s.State, words.Say($"stage.{s.State}")))]);

    private static Part Contacts(Participation participation, Words words) => new(
        "contacts", words.Say("contacts"),
        [.. participation.Contacts.Select(c => new PartRow(
            c.Logged.Contact, words.Texts.Isolated(words.Texts.Of(c.Logged.With.Capacity)),
            Detail: c.Draft is { } draft ? [words.Say("became", ("agreement", words.Names.Of(draft.Stream) ?? draft.Stream))] : null))]);

    private static Part FollowUps(Participation participation, Words words) => new(
        "followUps", words.Say("follow-ups"),
        [.. participation.FollowUps.Select(f => new PartRow(
            f.Added.FollowUp, words.Texts.Isolated(f.Added.What), f.IsOpen ? "open" : "settled", words.Say(f.IsOpen ? "open" : "settled"),
            f is { IsOpen: true, Added.Due: { } due } ? [words.DueOn(due)] : null))]);

    private static Part Offices(Organisation organisation, Words words) => new(
        "offices", words.Say("offices"),
        [.. organisation.OfficeHolders.Where(o => o.From <= words.Today && !(o.To < words.Today)).Select(o => new PartRow(o.Office, $"{words.Texts.Isolated(o.Office)} · {Person(o.Person, words)}"))]);

    private static Part Members(Organisation organisation, Words words) => new(
        "members", words.Say("members"),
        [.. organisation.Members.Where(m => m.From <= words.Today && !(m.To < words.Today)).Select(m => new PartRow(m.Person.ToString(), $"{Person(m.Person, words)} · {words.Texts.List(m.Roles.Select(words.Texts.Role))}"))]);
}
