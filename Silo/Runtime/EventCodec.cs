using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Mithaq.Contracts;
using Mithaq.Grains.Kernel;
using Mithaq.Silo.Journal;

namespace Mithaq.Silo.Runtime;

/// <summary>Between messages and the bytes that are stored. What is read may be of an older shape: shapes only grow.</summary>
public static class EventCodec
{
    private static readonly ConcurrentDictionary<Type, (string Name, byte[] Bytes, JsonTypeInfo Shape)> Types = new();

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? buffer;

    /// <summary>The stored name of an event's type.</summary>
    public static string NameOf(IEvent happened) => TypeOf(happened.GetType()).Name;

    public static byte[] Bytes(IEvent happened) => JsonSerializer.SerializeToUtf8Bytes(happened, TypeOf(happened.GetType()).Shape);

    /// <exception cref="UnknownEventException">A newer program wrote it.</exception>
    /// <exception cref="UnreadableEntryException"/>
    public static IEvent Read(JournalEntry entry)
    {
        var type = MessageNames.Event(entry.Type) ?? throw new UnknownEventException(entry.Type);
        try
        {
            return (IEvent)(JsonSerializer.Deserialize(entry.Payload, TypeOf(type).Shape) ?? throw new JsonException("the payload is null"));
        }
        catch (JsonException cause)
        {
            throw new UnreadableEntryException(entry, cause);
        }
    }

    public static IReadOnlyList<IEvent> Read(IReadOnlyList<JournalEntry> entries) => [.. entries.Select(Read)];

    /// <summary>SHA-256 over the command's name and its JSON: the same id with another hash is another command.</summary>
    public static byte[] Hash(ICommand command)
    {
        var type = TypeOf(command.GetType());
        var bytes = buffer ??= new ArrayBufferWriter<byte>(1024);
        bytes.ResetWrittenCount();
        bytes.Write(type.Bytes);
        using (var writer = new Utf8JsonWriter(bytes)) JsonSerializer.Serialize(writer, command, type.Shape);
        return SHA256.HashData(bytes.WrittenSpan);
    }

    private static (string Name, byte[] Bytes, JsonTypeInfo Shape) TypeOf(Type type) => Types.GetOrAdd(type, static message =>
    {
        var name = MessageNames.Of(message);
        return (name, Encoding.UTF8.GetBytes(name), ContractsJson.Messages.GetTypeInfo(message));
    });
}
