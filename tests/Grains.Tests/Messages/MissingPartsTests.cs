using System.Text.Json;
using System.Text.Json.Nodes;
using Mithaq.Contracts;
using Mithaq.Testing;
using Mithaq.Testing.Rules;

namespace Mithaq.Grains.Tests.Messages;

/// <summary>
/// JSON may leave out, or give as null, whatever is a reference: the rules answer with a refusal or a decision that can be kept, and never throw.
/// </summary>
public class MissingPartsTests
{
    /// <summary>Those of timers and reactions too: an older program may have written them without what a newer one asks for.</summary>
    public static IEnumerable<object[]> Commands => GrainCatalog.Default.Grains.SelectMany(kind =>
        GrainCatalog.Default.Of(kind)!.Commands.Select(command => new object[] { kind, MessageNames.Of(command) }));

    [Theory, MemberData(nameof(Commands))]
    public void A_command_with_parts_missing_is_refused_or_decided(string kind, string name)
    {
        var command = MessageNames.Command(name)!;
        var thrown = new Dictionary<string, string>();
        foreach (var given in Standing.Grains.Where(g => g.Rules.Kind == kind))
        {
            var actor = command.IsAssignableTo(typeof(ISystemCommand))
                ? Actor.System
                : Standing.Actors.FirstOrDefault(a => given.Allowed(a).Any(p => p.Command == name && p.IsAllowed)) ?? People.Ads.As(Role.Coordinator);
            foreach (var json in SampleJson.Broken(new SampleJson(given.History).Of(command)))
                if (Thrown(given, command, json, actor) is { } exception)
                    thrown.TryAdd(Where(exception), $"{given.Stage}: {json.ToJsonString()}");
        }
        thrown.ShouldBeEmpty();
    }

    /// <summary>By the command, or by what became of it once it was written and read again.</summary>
    private static Exception? Thrown(GivenGrain given, Type type, JsonObject json, Actor actor)
    {
        ICommand command;
        try
        {
            command = (ICommand)json.Deserialize(type, ContractsJson.Messages)!;
        }
        catch (JsonException)
        {
            return null;
        }
        return Record.Exception(() =>
        {
            var decision = given.Decide(command, actor);
            var after = given.Events(decision.Events.Select(e =>
                (IEvent)JsonSerializer.Deserialize(JsonSerializer.Serialize(e, e.GetType(), ContractsJson.Messages), e.GetType(), ContractsJson.Messages)!));
            _ = after.OpenItems;
            after.Allowed(actor);
        });
    }

    private static string Where(Exception exception) =>
        $"{exception.GetType().Name} {exception.StackTrace!.Split('\n').FirstOrDefault(line => line.Contains("Mithaq.Grains.", StringComparison.Ordinal) && !line.Contains("Tests", StringComparison.Ordinal) && !line.Contains("Kernel.Check", StringComparison.Ordinal))?.Trim()}";
}
