using System.Security.Cryptography;
using System.Text.Json;
using Mithaq.Contracts;
using Mithaq.Grains.Kernel;
using Mithaq.Silo.Journal;

namespace Mithaq.Silo.Runtime;

/// <summary>Between messages and the bytes that are stored. What is read may be of an older shape: shapes only grow.</summary>
public static class EventCodec
{
    public static byte[] Bytes(IEvent happened) => JsonSerializer.SerializeToUtf8Bytes(happened, happened.GetType(), ContractsJson.Messages);

    /// <exception cref="UnknownEventException">A newer program wrote it.</exception>
    public static IEvent Read(JournalEntry entry)
    {
        var type = MessageNames.Event(entry.Type) ?? throw new UnknownEventException(entry.Type);
        return (IEvent)(JsonSerializer.Deserialize(entry.Payload, type, ContractsJson.Messages) ?? throw new JsonException($"{entry.Stream} {entry.Version}: null payload"));
    }

    public static IReadOnlyList<IEvent> Read(IReadOnlyList<JournalEntry> entries) => [.. entries.Select(Read)];

    /// <summary>SHA-256 over the command's name and its JSON: the same id with another hash is another command.</summary>
    public static byte[] Hash(ICommand command)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes(command.GetType().Name));
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(command, command.GetType(), ContractsJson.Messages));
        return hash.GetHashAndReset();
    }
}
