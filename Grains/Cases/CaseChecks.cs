using Mithaq.Contracts;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Cases;

internal static class CaseChecks
{
    private const int MostDocuments = 20;

    public static Check Documents(Check check, string pointer, IReadOnlyList<Document>? documents) =>
        check.Count(pointer, documents, 0, MostDocuments).Each(pointer, documents, (at, document) => check.Document(at, document));

    /// <summary>The id is there, and of that kind of grain.</summary>
    public static bool Names(GrainId grain, string kind) => grain.Stream?.StartsWith($"{kind}/", StringComparison.Ordinal) ?? false;
}
