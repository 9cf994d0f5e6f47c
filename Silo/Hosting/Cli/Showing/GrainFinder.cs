using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Silo.Feeds.Directory;
using Mithaq.Silo.Journal;
using Mithaq.Silo.Runtime;

namespace Mithaq.Silo.Hosting.Cli.Showing;

/// <summary>Finds the grain that somebody means: by stream, by id, by the beginning of the id, or an agreement by a number under which it is registered.</summary>
internal sealed class GrainFinder(IJournal journal, GrainStates states, CurrentDirectory directory)
{
    /// <summary>So many are named where several are meant.</summary>
    private const int Named = 10;

    /// <param name="kind">The kind that is asked for; a stream's name may say another.</param>
    /// <exception cref="WrongUseException">There is none, or there are several.</exception>
    public async Task<GrainId> Find(string kind, string text, CancellationToken stop)
    {
        // A number of a register may have a slash too.
        var grain = text.Contains('/', StringComparison.Ordinal) && states.Knows(new(text)) ? new GrainId(text) : new GrainId(kind, Guid.TryParse(text, out var id) ? id.ToString() : text);
        if ((await journal.Heads([grain.Stream], stop)).Count > 0) return grain;
        IReadOnlyList<GrainId> found = grain.Stream == text ? [] : await directory.BeginningWith(grain, Named + 1, stop);
        if (found.Count == 0 && grain.Kind == "agreement") found = await Registered(text, stop);
        return found switch
        {
            [var one] => one,
            [] => throw new WrongUseException($"no {grain.Kind} is recorded under '{text}'"),
            _ => throw new WrongUseException($"'{text}' may mean {string.Join(", ", found.Take(Named))}{(found.Count > Named ? ", …" : "")}"),
        };
    }

    private async Task<IReadOnlyList<GrainId>> Registered(string number, CancellationToken stop)
    {
        var references = await journal.ReadOfTypes(0, await journal.LastPosition(stop), [MessageNames.Of(typeof(ReferenceRecorded))], stop);
        return
        [
            .. references.Where(entry => EventCodec.Read(entry) is ReferenceRecorded { Reference.Number: var given } && string.Equals(given, number, StringComparison.OrdinalIgnoreCase))
                .Select(entry => new GrainId(entry.Stream)).Distinct(),
        ];
    }
}
