using System.Text;

namespace Mithaq.Contracts;

/// <summary>A grain's life as a picture.</summary>
public static class LifecycleDiagram
{
    /// <summary>The stage before the first command.</summary>
    private const string None = "None";

    /// <summary>
    /// A Mermaid <c>stateDiagram-v2</c>: an arrow for each pair of stages, labelled with the commands that can lead from one to the other; commands that change
    /// no stage are left out.
    /// </summary>
    public static string Mermaid(IEnumerable<LifecycleRow> rows)
    {
        var all = rows.ToArray();
        var arrows = all.SelectMany(row => row.Moves.Select(move => (move.From, move.To, row.Command)))
            .GroupBy(arrow => (arrow.From, arrow.To))
            .ToArray();
        var taking = all.SelectMany(row => row.Stages).ToHashSet();
        var diagram = new StringBuilder("stateDiagram-v2\n");
        foreach (var arrow in arrows)
            diagram.Append("    ").Append(arrow.Key.From is None ? "[*]" : arrow.Key.From).Append(" --> ").Append(arrow.Key.To)
                .Append(": ").AppendJoin(", ", arrow.Select(a => a.Command).Distinct()).Append('\n');
        foreach (var last in arrows.Select(arrow => arrow.Key.To).Distinct().Where(stage => !taking.Contains(stage)))
            diagram.Append("    ").Append(last).Append(" --> [*]\n");
        return diagram.ToString();
    }
}
