using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Mithaq.Silo.Journal;

/// <summary>What is wrong with an export, and where.</summary>
/// <param name="line">1-based.</param>
public sealed class ImportFaultException(long line, string fault) : Exception($"Line {line}: {fault}")
{
    public long Line { get; } = line;
}

/// <param name="IsWhole">A whole journal, not one stream of it.</param>
public sealed record ImportResult(long Events, long Streams, bool IsWhole);

/// <summary>
/// Reads an export back, all of it or nothing: a whole journal into an empty one, where every entry keeps its position; one stream into a journal that does
/// not have it. Every link of every chain is recomputed on the way in.
/// </summary>
public sealed class JournalImport
{
    private readonly Dictionary<string, (long Version, byte[] Hash, Guid Command)> ends = [];
    private readonly StreamReader lines;
    private long line;

    private JournalImport(StreamReader lines) => this.lines = lines;

    /// <exception cref="ImportFaultException">The export is cut off, changed or not an export.</exception>
    /// <exception cref="ImportRefusedException">The journal is not empty, or has the stream.</exception>
    public static async Task<ImportResult> Read(IJournalStore store, Stream input, CancellationToken stop)
    {
        using var lines = new StreamReader(input, new UTF8Encoding(false, throwOnInvalidBytes: true), leaveOpen: true);
        var import = new JournalImport(lines);
        var header = await import.ReadHeader(stop);
        var events = await store.Import(import.Rows(header.Stream, stop), intoEmpty: header.Stream is null, stop);
        return new(events, import.ends.Count, header.Stream is null);
    }

    private async Task<ExportFormat.Header> ReadHeader(CancellationToken stop)
    {
        line = 1;
        var header = Parse(ExportFormat.ReadHeader, await ReadLine(stop));
        return header.Format == ExportFormat.Name ? header : throw new ImportFaultException(1, $"the format is {header.Format}, expected {ExportFormat.Name}");
    }

    private async IAsyncEnumerable<JournalEntry> Rows(string? only, [EnumeratorCancellation] CancellationToken stop)
    {
        for (var events = 0L; ; events++)
        {
            line++;
            var (entry, footer) = Parse(ExportFormat.Read, await ReadLine(stop));
            if (entry is null)
            {
                if (footer != events) throw new ImportFaultException(line, $"{footer} entries are announced, {events} were found");
                if (await lines.ReadLineAsync(stop) is not null) throw new ImportFaultException(line + 1, "something follows the last line");
                yield break;
            }
            if (only is null && entry.Position != events + 1) throw new ImportFaultException(line, $"position {entry.Position} stands where {events + 1} is due");
            if (only is not null && entry.Stream != only) throw new ImportFaultException(line, $"an entry of {entry.Stream} stands in the export of {only}");
            yield return entry with { Command = Check(entry) };
        }
    }

    /// <summary>Follows the chain; the command's id when this is its first event.</summary>
    private Guid? Check(JournalEntry entry)
    {
        var (version, hash, earlier) = ends.GetValueOrDefault(entry.Stream, (0, Chain.Origin, Guid.Empty));
        if (entry.Version != version + 1) throw new ImportFaultException(line, $"{entry.Stream}: version {entry.Version} follows {version}");
        if (!Chain.Next(hash, entry.Stream, entry.Version, entry.Type, entry.Metadata, entry.Payload).AsSpan().SequenceEqual(entry.Hash))
            throw new ImportFaultException(line, $"{entry.Stream} version {entry.Version} does not hash to its link: it was changed");
        var command = Parse(static bytes => EventMetadata.FromBytes(bytes).CommandId, entry.Metadata);
        ends[entry.Stream] = (entry.Version, entry.Hash, command);
        return command == earlier ? null : command;
    }

    private async ValueTask<string> ReadLine(CancellationToken stop)
    {
        try
        {
            return await lines.ReadLineAsync(stop) ?? throw new ImportFaultException(line, "the export is cut off");
        }
        catch (DecoderFallbackException)
        {
            throw new ImportFaultException(line, "it is not UTF-8");
        }
    }

    private TResult Parse<TText, TResult>(Func<TText, TResult> parse, TText text)
    {
        try
        {
            return parse(text);
        }
        catch (Exception fault) when (fault is JsonException or FormatException)
        {
            throw new ImportFaultException(line, fault.Message);
        }
    }
}
