using System.Collections;
using Mithaq.Contracts;

namespace Mithaq.Grains.Kernel;

/// <summary>Who may give a command: null, or the refusal that says why not. It sees the state and the caller, never the command.</summary>
public sealed record Permission<TState>(string Name, Func<TState, Context, Refusal?> Refuses);

public readonly record struct On<TCommand> where TCommand : ICommand;

/// <summary>Where a command can lead: to a stage from any of its row's, or <c>(from, to)</c> from one of them only.</summary>
public readonly record struct Lead<TStage>(TStage? From, TStage To) where TStage : struct, Enum
{
    public static implicit operator Lead<TStage>(TStage to) => new(null, to);

    public static implicit operator Lead<TStage>((TStage From, TStage To) move) => new(move.From, move.To);
}

/// <summary>
/// One table tells a grain's whole life. Decide, Allowed, the diagram and the routes all read it, so none can disagree with it.
/// A command stands in one row.
/// </summary>
public sealed class Lifecycle<TState, TStage>(Func<TState, TStage> stageOf, TStage none) : IEnumerable<LifecycleRow>
    where TStage : struct, Enum
{
    private sealed record Row(
        HashSet<TStage> Stages, Type Command, string Name, Permission<TState> By, Func<TState, ICommand, Context, Decision> Decide, Lead<TStage>[] LeadsTo, string Why);

    private readonly Dictionary<Type, Row> rows = [];
    private readonly List<Row> inOrder = [];

    public void Add<TCommand>(
        TStage[] stages, On<TCommand> on, Permission<TState> by, Func<TState, TCommand, Context, Decision> decide, string why, params ReadOnlySpan<Lead<TStage>> leadsTo)
        where TCommand : ICommand
    {
        var row = new Row([.. stages], typeof(TCommand), MessageNames.Of(typeof(TCommand)), by, (s, c, x) => decide(s, (TCommand)c, x), leadsTo.ToArray(), why);
        rows.Add(typeof(TCommand), row);
        inOrder.Add(row);
    }

    public IEnumerable<Type> Commands => rows.Keys;

    public Decision Decide(TState state, ICommand command, Context context)
    {
        if (!rows.TryGetValue(command.GetType(), out var row))
            return Refusal.Of(Refusals.UnknownCommand, ("command", MessageNames.Of(command.GetType())));
        return Refuses(row, state, context) is { } refusal ? refusal : row.Decide(state, command, context);
    }

    /// <summary>Every command that a caller could give, with the refusal where stage, party or role stand against it.</summary>
    public IReadOnlyList<Permit> Allowed(TState state, Context context) =>
        [.. inOrder.Where(row => !row.Command.IsAssignableTo(typeof(ISystemCommand))).Select(row => new Permit(row.Name, Refuses(row, state, context)))];

    private Refusal? Refuses(Row row, TState state, Context context)
    {
        var stage = stageOf(state);
        if (row.Stages.Contains(stage)) return row.By.Refuses(state, context);
        if (stage.Equals(none)) return Refusal.Of(Refusals.NotFound);
        if (row.Stages.Count == 1 && row.Stages.Contains(none)) return Refusal.Of(Refusals.AlreadyExists);
        return Refusal.Of(Refusals.WrongStage, ("stage", stage), ("command", row.Name));
    }

    public IEnumerator<LifecycleRow> GetEnumerator() => inOrder
        .Select(row => new LifecycleRow([.. row.Stages.Select(s => s.ToString())], row.Name, row.By.Name, [.. row.LeadsTo.SelectMany(lead => Moves(row.Stages, lead))], row.Why))
        .GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static IEnumerable<StageMove> Moves(HashSet<TStage> stages, Lead<TStage> lead) =>
        (lead.From is { } from ? [from] : stages.AsEnumerable()).Where(stage => !stage.Equals(lead.To)).Select(stage => new StageMove(stage.ToString(), lead.To.ToString()));
}
