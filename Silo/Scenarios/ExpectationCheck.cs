using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mithaq.Contracts;
using Mithaq.Contracts.Organisations;
using Mithaq.Grains.Organisations;

namespace Mithaq.Silo.Scenarios;

/// <summary>Compares what came with what a step expects; each difference is told with the line of the expectation.</summary>
internal sealed class ExpectationCheck(Session session, Cast cast, IGrains grains, Action<Problem> fail)
{
    private string File => session.Scenario.File;

    /// <summary>A command is accepted unless its refusal is expected; its events are exactly those expected.</summary>
    public void Answered(Step.Give step, GrainId grain, Answer answer)
    {
        var at = ((step.Expect.Node ?? step.At).Line, (step.Expect.Node ?? step.At).Path);
        switch (answer)
        {
            case Answer.Refused refused when step.Expect.Refused is null:
                Fail(at, $"expected: accepted; came: refused {refused.Refusal}");
                break;
            case Answer.Refused refused when refused.Refusal.Code != step.Expect.Refused:
                Fail(at, $"expected: refused {step.Expect.Refused}; came: refused {refused.Refusal}");
                break;
            case Answer.Accepted accepted when step.Expect.Refused is { } code:
                Fail(at, $"expected: refused {code}; came: accepted [{Names(accepted.Events)}]");
                break;
            case Answer.Accepted accepted when step.Expect.Events is { } expected:
                Exactly(at, expected, accepted.Events, grain);
                break;
        }
    }

    /// <summary>What timers did since the last such step.</summary>
    public void Timers(Step step)
    {
        var about = step.Grain is null ? session.Timers : session.Timers.Where(h => h.Name == step.Grain).ToList();
        var happened = about.Select(h => h.Event).ToList();
        var from = 0;
        foreach (var expected in step.Expect.Events ?? [])
        {
            var found = happened.FindIndex(from, e => Matches(expected, e, Grain(step)));
            if (found >= 0) from = found + 1;
            else Fail(expected.At, $"expected: {Wording(expected)}{(from > 0 ? $" after {Names(happened.Take(from))}" : "")}; came: [{Names(happened.Skip(from))}]");
        }
        foreach (var unwanted in step.Expect.Never)
            if (happened.Exists(e => Matches(unwanted, e, Grain(step)))) Fail(unwanted.At, $"expected: never {Wording(unwanted)}; it came");
        foreach (var expected in step.Expect.Steps) Reminder(expected, [.. happened.OfType<DeadlineStepsTaken>()]);
    }

    /// <summary>What was published, and who was told: through a command since the case's step before, otherwise since its last advance.</summary>
    public void GoneOut(Step step)
    {
        var gone = session.GoneOut.Skip(step is Step.Give ? session.GoneOutBefore : 0).ToList();
        foreach (var expected in step.Expect.Published)
        {
            var sent = gone.Where(g => ExpectationReader.ShortName(g.Event.GetType()) == expected.Event).ToList();
            if (!sent.Exists(g => g.To.ToHashSet().SetEquals(expected.Organisations)))
                Fail(expected.At, $"expected: {expected.Event} published to {string.Join(", ", expected.Organisations)}; came: {(sent.Count == 0 ? "no such event" : string.Join(" | ", sent.Select(g => string.Join(", ", g.To))))}");
        }
        foreach (var expected in step.Expect.Notified)
        {
            var told = gone.SelectMany(g => g.Told.Select(t => (Gone: g, Told: t))).Where(t => IsOf(t.Gone.Event, expected)).ToList();
            if (!told.Exists(t => t.Told.Person == Cast.PersonOf(expected.Who) && (expected.Language ?? t.Told.Language) == t.Told.Language && (expected.On ?? t.Gone.On) == t.Gone.On))
                Fail(expected.At, $"expected: {Wording(expected)}; told of it: {(told.Count == 0 ? "nobody" : string.Join(", ", told.Select(t => $"{cast.KeyOf(t.Told.Person) ?? t.Told.Person.ToString()} ({t.Told.Language}, {t.Gone.On:yyyy-MM-dd})")))}");
        }
    }

    private static bool IsOf(IEvent happened, ExpectedNotice expected) =>
        expected.Deadline is { } kind ? happened is DeadlineStepsTaken steps && steps.Kind == kind : ExpectationReader.ShortName(happened.GetType()) == expected.Of;

    private static string Wording(ExpectedNotice expected) =>
        $"{expected.Who} told of {(expected.Deadline is { } kind ? $"the deadline {JsonNamingPolicy.CamelCase.ConvertName(kind.ToString())}" : expected.Of)}"
        + $"{(expected.On is { } on ? $" on {on:yyyy-MM-dd}" : "")}{(expected.Language is { } language ? $" in {language}" : "")}";

    /// <summary>How the grain stands after the step.</summary>
    public async ValueTask Standing(Step step, CancellationToken stop)
    {
        var expect = step.Expect;
        if (step.Grain is null && step is not Step.Give { Creates: not null }) return;
        if (Grain(step) is not { } grain || await Read(grain, Actor.System, stop) is not { } view)
        {
            // A command to what is not there was told already; a look at it must not pass for want of anything to look at.
            if (step is not Step.Give && expect.Node is { } unseen) Fail(unseen, $"there is no {step.Grain}");
            return;
        }
        if (expect.Stage is { } stage && view.Stage != stage) Fail((expect.Node!.Line, $"{expect.Node.Path}/stage"), $"expected: stage {stage}; came: {view.Stage}");
        foreach (var open in expect.Open)
            if (!view.OpenItems.Any(i => i.Key == open.Key)) Fail(open.At, $"expected: {open.Key} is open; open: [{Keys(view)}]");
        foreach (var closed in expect.NotOpen)
            if (view.OpenItems.Any(i => i.Key == closed.Key)) Fail(closed.At, $"expected: {closed.Key} is not open; open: [{Keys(view)}]");
        foreach (var deadline in expect.Deadlines) await Deadline(deadline, view, stop);
        foreach (var by in expect.Allowed.Concat(expect.NotAllowed).Select(p => p.By).Distinct())
        {
            var asSeen = await Read(grain, Cast.ActorOf(by, null), stop);
            foreach (var permit in expect.Allowed.Where(p => p.By == by))
                if (asSeen!.Allowed.FirstOrDefault(p => p.Command == permit.Command) is not { IsAllowed: true })
                    Fail(permit.At, $"expected: {by} may {permit.Command}; came: {Why(asSeen, permit)}");
            foreach (var permit in expect.NotAllowed.Where(p => p.By == by))
                if (asSeen!.Allowed.Any(p => p.Command == permit.Command && p.IsAllowed)) Fail(permit.At, $"expected: {by} may not {permit.Command}; came: allowed");
        }
    }

    private void Exactly((int, string) at, IReadOnlyList<ExpectedEvent> expected, IReadOnlyList<IEvent> came, GrainId grain)
    {
        if (expected.Count != came.Count || expected.Where((e, i) => !Matches(e, came[i], grain)).Any())
            Fail(at, $"expected: [{string.Join(", ", expected.Select(Wording))}]; came: [{string.Join(", ", came.Select((e, i) => Shown(e, expected.ElementAtOrDefault(i))))}]");
    }

    private bool Matches(ExpectedEvent expected, IEvent happened, GrainId? grain)
    {
        if (expected.Type != ExpectationReader.ShortName(happened.GetType())) return false;
        if (expected.Fields is null) return true;
        var wanted = new Binder(File, [], session.About(grain)).Bind(expected.Fields, happened.GetType(), whole: false);
        return Holds(wanted, Written(happened));
    }

    /// <summary>An object holds when all its wanted members do; anything else is equal.</summary>
    private static bool Holds(JsonNode? wanted, JsonNode? came) => (wanted, came) switch
    {
        (null, null) => true,
        (JsonObject w, JsonObject c) => w.All(member => Holds(member.Value, c[member.Key])),
        (JsonArray w, JsonArray c) => w.Count == c.Count && w.Zip(c).All(pair => Holds(pair.First, pair.Second)),
        (JsonValue w, JsonValue c) when w.GetValueKind() is JsonValueKind.Number && c.GetValueKind() is JsonValueKind.Number => w.GetValue<decimal>() == c.GetValue<decimal>(),
        _ => JsonNode.DeepEquals(wanted, came),
    };

    private void Reminder(ExpectedStep expected, IReadOnlyList<DeadlineStepsTaken> taken)
    {
        if (taken.FirstOrDefault(t => t.Key == expected.Key && t.Steps.Contains(expected.Days)) is not { } notice)
        {
            Fail(expected.At, $"expected: step {expected.Days} of {expected.Key}; came: [{string.Join(", ", taken.Select(t => $"{t.Key} {string.Join('/', t.Steps)}"))}]");
            return;
        }
        var told = notice.Told.Select(t => t.Person is { } person ? cast.KeyOf(person) ?? person.ToString() : $"{t.Organisation} ({t.Role})").ToList();
        if (expected.Told is { } wanted && !wanted.ToHashSet().SetEquals(told))
            Fail(expected.At, $"expected: told {string.Join(", ", wanted)}; came: {string.Join(", ", told)}");
    }

    private async ValueTask Deadline(ExpectedDeadline expected, GrainView view, CancellationToken stop)
    {
        var items = view.OpenItems.Where(i => i.Key == expected.Key && i.Deadline is not null).ToList();
        if (items.Find(i => i.Deadline!.Nominal == expected.Nominal) is not { } item)
        {
            Fail(expected.At, $"expected: {expected.Key} on {expected.Nominal:yyyy-MM-dd}; came: {(items.Count == 0 ? $"no such deadline among [{Keys(view)}]" : string.Join(", ", items.Select(i => i.Deadline!.Nominal.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))))}");
            return;
        }
        if (expected.Resolved is not { } wanted) return;
        var calendars = new List<WorkCalendar>();
        foreach (var party in item.Owes)
            if (await Read(GrainId.Organisation(party), Actor.System, stop) is { State: Organisation organisation }) calendars.Add(organisation.Calendar);
        var resolved = WorkingDays.Resolve(expected.Nominal, item.Deadline!.Rule, calendars);
        if (resolved != wanted) Fail(expected.At, $"expected: {expected.Key} resolved to {wanted:yyyy-MM-dd}; came: {resolved:yyyy-MM-dd}");
    }

    private async ValueTask<GrainView?> Read(GrainId grain, Actor actor, CancellationToken stop) => (await grains.Read(grain, actor, stop) as ReadAnswer.Found)?.View;

    private GrainId? Grain(Step step) => (step.Grain ?? (step as Step.Give)?.Creates) is { } name ? session.Grain(name) : null;

    private static string Why(GrainView? view, ExpectedPermit permit) =>
        view?.Allowed.FirstOrDefault(p => p.Command == permit.Command)?.Refusal?.ToString() ?? "no such command here";

    private static string Keys(GrainView view) => string.Join(", ", view.OpenItems.Select(i => i.Deadline is { } d ? $"{i.Key} {d.Nominal:yyyy-MM-dd}" : i.Key));

    private static string Names(IEnumerable<IEvent> events) => string.Join(", ", events.Select(e => ExpectationReader.ShortName(e.GetType())));

    private static string Wording(ExpectedEvent expected) => expected.Fields is null ? expected.Type : $"{expected.Type} {Compact(expected.Fields)}";

    private static string Compact(Node fields) => "{ " + string.Join(", ", fields.Members.Select(m => $"{m.Key}: {(m.Value.Raw.Length > 0 ? m.Value.Raw : "…")}")) + " }";

    private static string Shown(IEvent happened, ExpectedEvent? beside) =>
        ExpectationReader.ShortName(happened.GetType()) + (beside?.Fields is null ? "" : $" {Written(happened).ToJsonString(ContractsJson.Messages)}");

    private static JsonNode Written(IEvent happened) => JsonSerializer.SerializeToNode(happened, ContractsJson.Messages.GetTypeInfo(happened.GetType()))!;

    private void Fail(Node at, string message) => Fail((at.Line, at.Path), message);

    private void Fail((int Line, string Path) at, string message) => fail(new(File, at.Line, at.Path, message));
}
