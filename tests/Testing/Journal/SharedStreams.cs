using Mithaq.Silo.Journal;

namespace Mithaq.Testing.Journal;

/// <summary>Many writers on the same ten streams, each doing as an activation does: after a conflict it reloads, then decides and appends again.</summary>
public static class SharedStreams
{
    /// <returns>How many were stored; it is less than asked when the store failed.</returns>
    public static async Task<int> Append(IJournal journal, string caller, int appends)
    {
        var stored = 0;
        for (var i = 0; i < appends; i++)
        {
            var stream = $"agreement/shared-{(i * 7 + caller.Length + caller[^1]) % 10}";
            AppendResult result;
            do
            {
                var heads = await journal.Heads([stream], default);
                var builder = heads.TryGetValue(stream, out var head) ? new StreamBuilder(stream, head.Version, head.Hash) : new StreamBuilder(stream);
                result = await journal.Append(builder.Next($"{caller} {i}"), default);
            }
            while (result is AppendResult.Conflict);
            if (result is AppendResult.Appended) stored++;
        }
        return stored;
    }
}
