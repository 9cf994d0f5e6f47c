namespace Mithaq.Silo.Hosting.Schema;

/// <summary>The database was written by a newer program; this one must not start on it.</summary>
public sealed class SchemaTooNewException(string area, int found, int known)
    : Exception($"The database's {area} schema is at number {found}, this program knows up to {known}: start the newer program.")
{
    public string Area { get; } = area;
    public int Found { get; } = found;
    public int Known { get; } = known;
}
