namespace Mithaq.Silo.Journal;

/// <summary>Writes the journal, or one of its streams, as <see cref="ExportFormat"/>; the same journal always gives the same bytes.</summary>
public static class JournalExport
{
    /// <param name="stream">One stream; null: all.</param>
    /// <returns>How many events were written.</returns>
    public static async Task<long> Write(IJournalStore store, Stream output, string? stream, CancellationToken stop)
    {
        await using var snapshot = await store.Snapshot(stop);
        await using var lines = new BufferedStream(output, 1 << 16);
        var events = 0L;
        await WriteLine(ExportFormat.Write(new ExportFormat.Header(ExportFormat.Name, stream)));
        await foreach (var row in snapshot.Rows(stream, stop))
        {
            await WriteLine(ExportFormat.Write(row));
            events++;
        }
        await WriteLine(ExportFormat.Write(new ExportFormat.Footer(events)));
        await lines.FlushAsync(stop);
        return events;

        async ValueTask WriteLine(byte[] line)
        {
            await lines.WriteAsync(line, stop);
            lines.WriteByte((byte)'\n');
        }
    }
}
