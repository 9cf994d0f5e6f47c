using System.Collections.Immutable;
using Mithaq.Contracts;
using Mithaq.Contracts.Programmes;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Programmes;

/// <summary>What is to be done, while the programme is in preparation.</summary>
internal static class Planning
{
    public static Decision SetProject(Programme programme, SetProject command, Context context)
    {
        var check = PlanChecks.Project(new Check(), "/project", programme, command.Project);
        return check.Refusal is { } invalid ? invalid : [new ProjectSet(command.Project, context.Actor.Party)];
    }

    /// <summary>In the place of the one with the same key, or at the end.</summary>
    public static ImmutableArray<T> Set<T>(ImmutableArray<T> items, T item, Func<T, string> key)
    {
        for (var i = 0; i < items.Length; i++)
            if (key(items[i]) == key(item)) return items.SetItem(i, item);
        return items.Add(item);
    }
}
