namespace Mithaq.Silo.Journal;

/// <summary>How many rows the next page of a long read asks for: about 4 MB of them, whatever their size.</summary>
internal readonly record struct PageSize(int Rows)
{
    private const int Smallest = 16;
    private const int Largest = 2000;
    private const long Bytes = 4 << 20;

    public PageSize() : this(256) { }

    public PageSize After(List<JournalEntry> page)
    {
        var bytes = page.Sum(static row => 200L + row.Payload.Length + row.Metadata.Length);
        return new((int)Math.Clamp(Bytes * page.Count / bytes, Smallest, Largest));
    }
}
