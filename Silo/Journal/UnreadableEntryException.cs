using System.Text.Json;

namespace Mithaq.Silo.Journal;

/// <summary>What is stored of an event is not what this program or an older one writes.</summary>
public sealed class UnreadableEntryException(JournalEntry entry, JsonException cause)
    : JsonException($"The event at position {entry.Position}, {entry.Stream} version {entry.Version}, cannot be read: {cause.Message}", cause);
