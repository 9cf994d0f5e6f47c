using System.Text.Json;
using System.Text.Json.Nodes;
using Mithaq.Contracts;
using Mithaq.Contracts.Organisations;
using Mithaq.Silo.Feeds.Reactions;
using Mithaq.Silo.Journal;
using Mithaq.Silo.Runtime;

namespace Mithaq.Silo.Scenarios;

/// <summary>
/// Plays cases over an empty store: enters the organisations, then takes the steps of all files by date. Between two dates time moves through every instant at which
/// something falls due, so timers fire in their order. The same files give the same events on any store.
/// </summary>
/// <param name="seals">Of the people of the cases.</param>
/// <param name="advance">Moves the clock to an instant, through all that falls due on the way, and returns when the feeds have taken it in.</param>
/// <param name="settle">Waits until what has happened has had all its effects in other grains.</param>
/// <param name="stuck">The effects that were refused.</param>
/// <param name="outgoing">What was published, and who was told.</param>
internal sealed class ScenarioRunner(
    ScenarioFiles files, IReadOnlyDictionary<PersonId, Sha256> seals, IGrains grains, IJournal journal, Func<DateTimeOffset, CancellationToken, Task> advance,
    Func<CancellationToken, Task> settle, StuckSteps stuck, Outgoing outgoing, IScenarioReport report)
{
    private const int MostStuck = 100;

    private static readonly Guid Commands = new("5b4cf2a0-62d6-5d3c-8f0e-d4a9a1b7a3c2");

    private readonly Dictionary<string, Session> sessions = files.Cases.ToDictionary(c => c.Case, c => new Session(c, files.Cast, seals));
    private readonly Dictionary<string, Session> owners = [];
    private readonly List<Problem> failures = [];
    private readonly List<JournalEntry> goneOut = [];
    private long seen;
    private long seenStuck;
    private int events;

    public async Task<ScenarioSummary> Run(CancellationToken stop)
    {
        await EnterOrganisations(stop);
        foreach (var (scenario, step) in TimeLine.Merge(files.Cases))
        {
            await advance(TimeLine.Of(step, files.Cast.Zone), stop);
            await TakeIn(stop);
            await Take(sessions[scenario.Case], step, stop);
        }
        var summary = new ScenarioSummary(
            files.Cases.Count, files.Cases.Count(c => failures.TrueForAll(f => f.File != c.File)), events, await outgoing.Notifications(stop), failures);
        report.Ended(summary);
        return summary;
    }

    /// <summary>The platform's administrator enters them, and what follows is its own people's affair as soon as there are some.</summary>
    private async Task EnterOrganisations(CancellationToken stop)
    {
        foreach (var organisation in files.Cast.Organisations)
        {
            var administrator = Cast.ActorOf(Cast.Administrator, null);
            var manager = administrator;
            for (var i = 0; i < organisation.Commands.Count; i++)
            {
                var command = organisation.Commands[i];
                var id = Ids.Derive(Ids.Derive(Commands, $"organisation {organisation.Id}"), i);
                var by = command is RegisterOrganisation or ConfirmHolidays or ActivateOrganisation ? administrator : manager;
                if (await grains.Send(new(GrainId.Organisation(organisation.Id), command, id, by), stop) is Answer.Refused refused)
                    throw new ScenarioException($"{organisation.Id}: {MessageNames.Of(command.GetType())} is refused: {refused.Refusal}");
                if (command is AddMember member && member.Roles.Any(r => r is Role.Coordinator or Role.Administrator)) manager = Actor.Of(member.Person, organisation.Id);
            }
        }
        await settle(stop);
        await TakeIn(stop);
    }

    private async Task Take(Session session, Step step, CancellationToken stop)
    {
        var check = new ExpectationCheck(session, files.Cast, grains, Fail);
        switch (step)
        {
            case Step.Give give:
                await Give(session, give, check, stop);
                break;
            case Step.Advance passing:
                report.Advanced(session.Scenario, passing);
                check.Timers(passing);
                session.Timers.Clear();
                break;
            case Step.Look look:
                check.Timers(look);
                break;
        }
        check.GoneOut(step);
        if (step is Step.Advance) session.GoneOut.Clear();
        session.GoneOutBefore = session.GoneOut.Count;
        await check.Standing(step, stop);
        await NothingIsStuck(session, step, stop);
    }

    /// <summary>An effect that another grain refuses is never right in a case that holds: no file can expect it.</summary>
    private async Task NothingIsStuck(Session session, Step step, CancellationToken stop)
    {
        foreach (var found in await stuck.List(seenStuck, MostStuck, stop))
        {
            seenStuck = found.Id;
            if (found.State is not StepState.Stuck) continue;
            var owner = owners.GetValueOrDefault(found.Step.Source.Stream) ?? session;
            var message = $"stuck: {Shown(found.Step.Source)} -> {Shown(found.Step.Target)} {MessageNames.Of(found.Step.Command.GetType())}: refused {found.Refusal}";
            Fail(owner == session ? new(session.Scenario.File, step.At.Line, step.At.Path, message) : new(owner.Scenario.File, 1, "", message));
        }
    }

    private string Shown(GrainId grain) => owners.GetValueOrDefault(grain.Stream)?.NameOf(grain) is { } name ? $"{name} ({grain})" : grain.Stream;

    private async Task Give(Session session, Step.Give step, ExpectationCheck check, CancellationToken stop)
    {
        var id = Ids.Derive(Ids.Derive(Commands, session.Scenario.Case), step.Number);
        var grain = step.Grain is null ? new GrainId(MessageNames.GrainOf(step.Command), id.ToString()) : session.Grain(step.Grain);
        if (grain is not { } target)
        {
            Fail(new(session.Scenario.File, step.At.Line, $"{step.At.Path}/to", $"there is no {step.Grain}: what should open it failed, or has not come yet"));
            return;
        }
        if (step is { Creates: { } created, Grain: null }) Own(session, created, target);
        if (step.Name is { } name) session.Name(name, Ids.Derive(id, 0));
        if (Command(session, step, target) is not { } command) return;

        var letter = step.For is { } act ? new RecordedFor(act.Party, Binder.DocumentOf(act.Letter)) : null;
        var answer = await grains.Send(new(target, command, id, Cast.ActorOf(step.By, letter)), stop);
        if (answer is Answer.Accepted accepted && step is { Creates: { } opened, Grain: not null })
            foreach (var foretold in accepted.Events.Select(Openings.Foretold).OfType<GrainId>()) Own(session, opened, foretold);
        report.Given(session.Scenario, step, TimeLine.Of(step, files.Cast.Zone), (answer as Answer.Refused)?.Refusal);
        // The step's own events first, then what they led to elsewhere, however quick that was.
        if (answer is Answer.Accepted done) await TakeIn(stop, byTimers: false, upTo: done.Position);
        await settle(stop);
        await TakeIn(stop);
        check.Answered(step, target, answer);
    }

    private ICommand? Command(Session session, Step.Give step, GrainId target)
    {
        var problems = new List<Problem>();
        var fields = step.With is null ? new JsonObject() : new Binder(session.Scenario.File, problems, session.About(target)).Bind(step.With, step.Command);
        problems.ForEach(Fail);
        return problems.Count > 0 ? null : (ICommand?)fields.Deserialize(ContractsJson.Messages.GetTypeInfo(step.Command));
    }

    private void Own(Session session, string name, GrainId grain)
    {
        session.Name(name, grain);
        owners[grain.Stream] = session;
    }

    /// <summary>What the journal has since the last time, in an order that does not depend on which grain was quicker.</summary>
    private async Task TakeIn(CancellationToken stop, bool byTimers = true, long upTo = long.MaxValue)
    {
        var entries = await journal.ReadAll(seen, stop).TakeWhile(entry => entry.Position <= upTo).ToListAsync(stop);
        if (entries.Count == 0 && goneOut.Count == 0) return;
        if (entries.Count > 0) seen = entries[^1].Position;
        events += entries.Count;
        // In the order of the journal: where a grain comes from is known before it.
        foreach (var entry in entries.Where(e => e.Version == 1)) Open(entry);
        foreach (var happening in entries.Select(e => Happening.Of(e, owners.GetValueOrDefault(e.Stream), files.Cast))
                     .OrderBy(h => h.Metadata.Instant).ThenBy(h => h.Entry.Stream, StringComparer.Ordinal).ThenBy(h => h.Entry.Version))
        {
            if (owners.TryGetValue(happening.Entry.Stream, out var session))
            {
                session.Note(new(happening.Entry.Stream), happening.Event);
                if (byTimers) session.Timers.Add(happening);
            }
            report.Happened(happening);
        }
        // A command's own events are taken in before they have gone out everywhere.
        goneOut.AddRange(entries);
        if (!byTimers) return;
        foreach (var gone in await outgoing.Of(goneOut, stop))
            if (owners.TryGetValue(gone.Entry.Stream, out var session)) session.GoneOut.Add(gone);
        goneOut.Clear();
    }

    /// <summary>A grain that comes from one of a case belongs to that case, and is called after it.</summary>
    private void Open(JournalEntry entry)
    {
        if (Openings.Of(EventCodec.Read(entry), framework => owners.GetValueOrDefault(framework.Stream)?.Specifics(framework) ?? 0) is not var (from, called)
            || !owners.TryGetValue(from.Stream, out var session) || session.NameOf(from) is not { } name) return;
        Own(session, $"{name}.{called}", new(entry.Stream));
    }

    private void Fail(Problem problem)
    {
        failures.Add(problem);
        report.Failed(problem);
    }
}

/// <summary>The run cannot begin: the organisations are refused.</summary>
public sealed class ScenarioException(string message) : Exception(message);
