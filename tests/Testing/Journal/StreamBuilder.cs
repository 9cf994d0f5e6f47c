using System.Security.Cryptography;
using System.Text;
using Mithaq.Contracts;
using Mithaq.Silo.Journal;

namespace Mithaq.Testing.Journal;

/// <summary>Appends for one stream, each chained onto the one before; a test says only what matters to it.</summary>
public sealed class StreamBuilder(string stream, long version = 0, byte[]? hash = null)
{
    private static readonly Guid Space = new("5b0f1b2e-5a56-4d6c-8f10-0d0c7f8f8a11");

    public string Stream { get; } = stream;
    public long Version { get; private set; } = version;
    public byte[] Hash { get; private set; } = hash ?? Chain.Origin;

    public static Guid CommandId(string name) => Ids.Derive(Space, name);

    /// <summary>The next append, after which the builder stands at its last event; the store may still refuse it.</summary>
    /// <param name="payload">The command's payload, and each event's after its number.</param>
    public Append Next(string? command = null, int events = 1, string payload = "{}", string type = "test.happened.v1", params (string Stream, long Version)[] expecting)
    {
        var append = Peek(command, events, payload, type, expecting);
        Version += events;
        Hash = append.Events[^1].Hash;
        return append;
    }

    /// <summary>The same without moving on.</summary>
    public Append Peek(string? command = null, int events = 1, string payload = "{}", string type = "test.happened.v1", params (string Stream, long Version)[] expecting)
    {
        var commandId = CommandId(command ?? $"{Stream} {Version}");
        var commandHash = SHA256.HashData(Encoding.UTF8.GetBytes(payload));
        var entries = new NewEntry[events];
        var previous = Hash;
        for (var i = 0; i < events; i++)
        {
            var metadata = new EventMetadata(
                Ids.Derive(commandId, i), commandId, Convert.ToHexStringLower(commandHash), ActorKind.Person, new PersonId(Space), new OrganisationId("ads"), null, null,
                1_790_000_000_000_000 + Version + i, commandId, null, null).ToBytes();
            var bytes = Encoding.UTF8.GetBytes(payload);
            previous = Chain.Next(previous, Stream, Version + 1 + i, type, metadata, bytes);
            entries[i] = new NewEntry(type, bytes, metadata, previous);
        }
        return new Append(Stream, Version, commandId, entries, expecting);
    }
}
