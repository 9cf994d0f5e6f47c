using System.Text.Json;

namespace Mithaq.Silo.Scenarios;

/// <summary>
/// A step with "each" stands for as many steps, in this order: the members of each entry are laid over the step's own, object by object. What is laid over
/// keeps its line and path, so that a mistake is told where it was made.
/// </summary>
internal static class Each
{
    private const string Member = "each";

    /// <summary>The steps that a node stands for: itself, unless it has "each".</summary>
    public static IReadOnlyList<Node> Of(string file, Node step, List<Problem> problems)
    {
        if (step.Member(Member) is not { } each) return [step];
        var common = step with { Members = [.. step.Members.Where(m => m.Key != Member)] };
        if (each.Kind is JsonValueKind.Array && each.Items.Count > 0 && each.Items.All(entry => entry.Kind is JsonValueKind.Object))
            return [.. each.Items.Select(entry => Over(common, entry) with { Line = entry.Line, Path = entry.Path })];
        problems.Add(new(file, each.Line, each.Path, "a list of objects expected, at least one"));
        return [];
    }

    private static Node Over(Node below, Node above) => below.Kind is JsonValueKind.Object && above.Kind is JsonValueKind.Object
        ? above with
        {
            Members =
            [
                .. below.Members.Select(m => above.Member(m.Key) is { } over ? new(m.Key, Over(m.Value, over)) : m),
                .. above.Members.Where(m => below.Member(m.Key) is null),
            ],
        }
        : above;
}
