namespace Mithaq.Silo.Scenarios;

/// <summary>Something wrong in a file, or an expectation that does not hold.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Path">RFC 6901 pointer into the file; empty: the file as a whole.</param>
public sealed record Problem(string File, int Line, string Path, string Message)
{
    public override string ToString() => Path.Length == 0 ? $"{File}:{Line}: {Message}" : $"{File}:{Line}: {Path}: {Message}";
}
