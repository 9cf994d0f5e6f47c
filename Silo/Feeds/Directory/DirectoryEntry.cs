using Mithaq.Contracts;

namespace Mithaq.Silo.Feeds.Directory;

/// <summary>A grain as the directory knows it.</summary>
/// <param name="Links">The streams of the grains it belongs to, comma-separated, in the order in which its rules name them.</param>
public sealed record DirectoryEntry(string Stream, string Kind, bool IsOpen, string Links)
{
    public static DirectoryEntry Of(string stream, string kind, bool isOpen, IReadOnlyList<GrainId> links) => new(stream, kind, isOpen, string.Join(',', links.Distinct()));

    public string[] LinkedTo => Links.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
