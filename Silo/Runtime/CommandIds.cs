namespace Mithaq.Silo.Runtime;

/// <summary>
/// Which commands made the events of a grain, by 16 bits of their ids: enough to know that one is new, two bytes each. One that may be old is looked up in the
/// journal. No index of all commands is kept there: the append expects the version up to which these are known.
/// </summary>
internal sealed class CommandIds
{
    private ushort[] prints = [];
    private int count;

    public void Add(Guid command)
    {
        if (count == prints.Length) Array.Resize(ref prints, Math.Max(4, count + (count / 4)));
        prints[count++] = Print(command);
    }

    public bool MayContain(Guid command) => prints.AsSpan(0, count).Contains(Print(command));

    public void Clear() => count = 0;

    private static ushort Print(Guid command) => (ushort)command.GetHashCode();
}
