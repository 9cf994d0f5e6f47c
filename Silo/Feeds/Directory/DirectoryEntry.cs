using Mithaq.Contracts;

namespace Mithaq.Silo.Feeds.Directory;

/// <summary>A grain as the directory knows it.</summary>
/// <param name="Links">The streams of the grains it belongs to, comma-separated, in the order in which its rules name them.</param>
/// <param name="Hears">It is told what happens to the grains that it belongs to: every open one, and some that are over.</param>
public sealed record DirectoryEntry(string Stream, string Kind, bool IsOpen, bool Hears, string Links)
{
    public static DirectoryEntry Of(string stream, string kind, bool isOpen, bool hears, IReadOnlyList<GrainId> links) =>
        new(stream, kind, isOpen, hears, string.Join(',', links.Distinct()));

    public string[] LinkedTo => Links.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
