using Mithaq.Contracts;
using Mithaq.Gateway.Languages;
using Mithaq.Gateway.Views.Work;
using Mithaq.Silo.Hosting.Cli.Showing;

namespace Mithaq.Silo.Hosting.Cli.Working;

/// <summary>The Monday list in words: the same for the screen and, as JSON, for other programs.</summary>
/// <param name="Later">What waits beyond the horizon.</param>
internal sealed record WorkSheet(
    string Organisation, DateOnly On, IReadOnlyList<WorkEntry> Waiting, IReadOnlyList<WorkEntry> Irreversible, IReadOnlyList<LateEntries> Late,
    IReadOnlyList<WorkEntry> Money, IReadOnlyList<WorkEntry> Committees, IReadOnlyList<WorkEntry> Cases, IReadOnlyList<SleeperEntry> Sleepers, int Later)
{
    public static WorkSheet Of(OrganisationId organisation, DateOnly on, MondayList list, Texts texts, Names names)
    {
        return new(
            organisation.Value, on, Entries(list.Waiting), Entries(list.Irreversible),
            [.. list.Late.Select(l => new LateEntries(l.Partner.Value, names.Of(l.Partner), Entries(l.WeOwe), Entries(l.TheyOwe)))],
            Entries(list.Money), Entries(list.Committees), Entries(list.Cases), [.. list.Sleepers.Select(Asleep)], list.Later);

        SleeperEntry Asleep(Sleeper sleeper)
        {
            var why = Words.Camel(sleeper.Why.ToString());
            return new(sleeper.Of.Grain.Stream, texts.Of(sleeper.Of.Title), why, texts.Console($"sleeper.{why}", ("days", sleeper.Days)), sleeper.Days);
        }

        // A programme's period alone says little: its name has the agreement's in it.
        string Called(GrainRow grain) => grain.Grain.Kind == "programme" && names.Of(grain.Grain.Stream) is { } programme ? programme : texts.Of(grain.Title);

        WorkEntry[] Entries(IEnumerable<WorkLine> lines) =>
        [
            .. lines.Select(l => new WorkEntry(
                l.Of.Grain.Stream, Called(l.Of), l.Item.Key, l.Item.Kind.ToString(), texts.Item(l.Item.Key, l.Item.Kind, l.Item.Owes),
                [.. l.Item.Owes.Select(o => o.Value)],
                texts.List(l.Item.Owes.Select(o => texts.Isolated(names.Of(o)))), texts.Role(l.Item.Role), l.Item.Since, l.Held, l.Due, l.Late)),
        ];
    }

    public void Write(Paper paper, string called)
    {
        var texts = paper.Texts;
        paper.Line(0, texts.Console("work-of", ("organisation", called), ("date", On)));
        Part("work.waiting", Waiting, owes: false);
        if (Later > 0) paper.Line(2, texts.Console("work.later", ("count", Later), ("command", $"calendar {Organisation}")));
        Part("work.irreversible", Irreversible);
        foreach (var with in Late)
        {
            Part("work.we-owe", with.WeOwe, with.Called, owes: false);
            Part("work.they-owe", with.TheyOwe, with.Called, owes: false);
        }
        Part("work.money", Money);
        Part("work.committees", Committees);
        Part("work.cases", Cases);
        if (Sleepers.Count == 0) return;
        paper.Heading(texts.Console("work.sleepers"));
        foreach (var sleeper in Sleepers) paper.Line(2, $"{texts.Isolated(sleeper.Title)} · {sleeper.Words} [{texts.Isolated(sleeper.Grain)}]", 6);

        void Part(string heading, IReadOnlyList<WorkEntry> entries, string? partner = null, bool owes = true)
        {
            if (entries.Count == 0) return;
            paper.Heading(texts.Console(heading, ("partner", partner)));
            foreach (var entry in entries)
            {
                paper.Line(2, $"{(owes ? $"{entry.OwesWords}{paper.Colon}" : "")}{entry.Text} · {When.Of(texts, entry.Due, entry.Late, entry.Held)}", 6);
                paper.Line(6, $"{texts.Isolated(entry.Title)} [{texts.Isolated(entry.Grain)}]", 8);
            }
        }
    }
}

/// <param name="Key">The open item's.</param>
/// <param name="Held">Days for which it has been waiting.</param>
/// <param name="Late">Days beyond the date.</param>
internal sealed record WorkEntry(
    string Grain, string Title, string Key, string Kind, string Text, IReadOnlyList<string> Owes, string OwesWords, string RoleWords, DateOnly Since, int Held,
    DateOnly? Due, int? Late);

internal sealed record LateEntries(string Partner, string Called, IReadOnlyList<WorkEntry> WeOwe, IReadOnlyList<WorkEntry> TheyOwe);

internal sealed record SleeperEntry(string Grain, string Title, string Why, string Words, int? Days);
