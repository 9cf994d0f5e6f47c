using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Mithaq.Contracts;
using Mithaq.Contracts.Persons;
using Mithaq.Gateway.Languages;
using Mithaq.Gateway.People;
using Mithaq.Silo.Feeds;
using Mithaq.Silo.Feeds.Reactions;

namespace Mithaq.Silo.Hosting.Cli;

/// <summary>Effects between grains that did not get through: a person looks at them, has them tried again, or gives one up.</summary>
internal static class StuckCommand
{
    private const int PageSize = 500;
    private const string All = "all";

    /// <summary>Whoever runs the program. The machine knows who that is; an account's name would be personal data beside the persons table.</summary>
    private const string Operator = "operator";

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(30);

    public static Command Create(StoreArguments store)
    {
        var json = CommonOptions.Json();
        var stuck = new Command("stuck", "List effects between grains that were refused, and those that wait behind them") { json };
        var which = new Argument<string>("id") { Description = "The number of a stuck step, or all" };
        var one = new Argument<long>("id") { Description = "The number of a stuck step" };
        var why = new Option<string>("--why") { Description = "Why it is given up; kept with the step, so without anybody's name", Required = true };
        var retry = new Command("retry", "Try a stuck step again; those that wait behind it follow in order") { which };
        var drop = new Command("drop", "Give a stuck step up for good; those that wait behind it follow in order") { one, why };
        stuck.Add(retry);
        stuck.Add(drop);
        foreach (var command in (Command[])[stuck, retry, drop]) store.AddTo(command);

        stuck.SetAction(async (line, stop) =>
        {
            await using var databases = await FeedDatabases.Open(store.Existing(line), TimeProvider.System, stop);
            await List(new StuckSteps(databases.Effects), line.InvocationConfiguration.Output, line.GetValue(json), stop);
            return ExitCodes.Done;
        });
        retry.SetAction(async (line, stop) =>
        {
            var id = line.GetValue(which)!;
            if (id is not All && !long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out _)) throw new WrongUseException($"'{id}' is neither a number nor 'all'");
            var number = id is All ? (long?)null : long.Parse(id, CultureInfo.InvariantCulture);
            return await Decide(store.Existing(line), number, StepRequest.Retry, null, line.InvocationConfiguration.Output, stop);
        });
        drop.SetAction((line, stop) =>
        {
            if (string.IsNullOrWhiteSpace(line.GetValue(why))) throw new WrongUseException("--why: say why it is given up");
            return Decide(store.Existing(line), line.GetValue(one), StepRequest.Drop, line.GetValue(why), line.InvocationConfiguration.Output, stop);
        });
        return stuck;
    }

    private static async Task List(StuckSteps steps, TextWriter output, bool json, CancellationToken stop)
    {
        var after = 0L;
        var count = 0;
        while (true)
        {
            var page = await steps.List(after, PageSize, stop);
            foreach (var step in page) output.WriteLine(json ? Json(step) : Line(step));
            count += page.Count;
            if (page.Count < PageSize) break;
            after = page[^1].Id;
        }
        if (count == 0 && !json) output.WriteLine("nothing is stuck");
    }

    /// <summary>Leaves the request and waits until a node has carried it out: this one, where no other runs.</summary>
    private static async Task<int> Decide(StoreOptions store, long? id, StepRequest request, string? why, TextWriter output, CancellationToken stop)
    {
        await using var node = await MithaqNode.Open(store, stop: stop);
        // The reason stays with the step.
        if (why is not null && (await node.Get<Mentions>().Scan(why, stop)).Count > 0)
            throw new WrongUseException($"--why: {Texts.In("en").Refusal(Refusal.Of(PersonRefusals.ReasonNamesPerson))}");
        var steps = node.Get<StuckSteps>();
        var asked = await steps.Request(id, request, Operator, why, stop);
        if (asked.Count == 0 && id is { } missing)
            throw new WrongUseException(await steps.Find(missing, stop) is { State: StepState.Waiting } ? $"{missing} only waits behind a stuck step" : $"{missing} is not stuck");
        var refused = 0;
        foreach (var step in asked)
        {
            var after = await Settled(steps, step, stop);
            if (after is { State: StepState.Stuck }) refused++;
            output.WriteLine(after is null ? $"{step} done" : Line(after));
        }
        if (asked.Count == 0) output.WriteLine("nothing is stuck");
        return refused == 0 ? ExitCodes.Done : ExitCodes.FailedExpectation;
    }

    private static async Task<StuckStep?> Settled(StuckSteps steps, long id, CancellationToken stop)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var step = await steps.Find(id, stop);
            if (step is null or { Requested: null }) return step;
            if (TimeProvider.System.GetElapsedTime(started) > AtMost) throw new StoreUnavailableException($"no node has taken {id} up within {AtMost.TotalSeconds} s; the request stands");
            await Task.Delay(Between, TimeProvider.System, stop);
        }
    }

    private static string Line(StuckStep stuck) => string.Create(
        CultureInfo.InvariantCulture,
        $"{stuck.Id,6}  {stuck.Since:yyyy-MM-dd HH:mm}Z  {Name(stuck.State),-8} {stuck.Attempts,3}x  {stuck.Step.Source} @{stuck.Step.Position} -> {stuck.Step.Target}  {MessageNames.Of(stuck.Step.Command.GetType())}  {stuck.Refusal}{(stuck.Why is null ? "" : $"  ({stuck.AskedBy}: {stuck.Why})")}").TrimEnd();

    private static string Json(StuckStep stuck)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, new() { Encoder = ContractsJson.Messages.Encoder }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("id", stuck.Id);
            writer.WriteString("since", stuck.Since);
            writer.WriteString("state", Name(stuck.State));
            writer.WriteNumber("attempts", stuck.Attempts);
            writer.WriteString("source", stuck.Step.Source.Stream);
            writer.WriteNumber("position", stuck.Step.Position);
            writer.WriteString("event", stuck.Step.EventId);
            writer.WriteString("target", stuck.Step.Target.Stream);
            writer.WriteString("command", MessageNames.Of(stuck.Step.Command.GetType()));
            writer.WritePropertyName("payload");
            writer.WriteRawValue(stuck.Step.Payload);
            if (stuck.Refusal is { } refusal)
            {
                writer.WriteString("code", refusal.Code);
                writer.WriteStartObject("arguments");
                foreach (var (name, value) in refusal.Arguments) writer.WriteString(name, value);
                writer.WriteEndObject();
            }
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static string Name(StepState state) => state.ToString().ToLower(CultureInfo.InvariantCulture);
}
