using Mithaq.Contracts;
using Mithaq.Silo.Feeds.Directory;

namespace Mithaq.Silo.Runtime;

/// <summary>What a decision hears of grains that it does not name, found in the directory as of the journal's head.</summary>
public sealed class RelatedGrains(CurrentDirectory directory, ISameBeneficiaries same)
{
    private const string Case = "case";

    /// <summary>More open cases of one beneficiary than anybody reads.</summary>
    private const int MostCases = 100;

    public Task<int> OpenCases(GrainId of, CancellationToken stop) => directory.CountOpen(Case, of, stop);

    public async Task<IReadOnlyList<GrainId>> CasesOf(PersonId beneficiary, CancellationToken stop)
    {
        var persons = await same.Of(beneficiary, stop);
        return await directory.OpenOfAny(Case, [.. persons.Select(GrainId.Person)], MostCases, stop);
    }

    /// <param name="links">By which a body is known.</param>
    public Task<IReadOnlyList<GrainId>> CasesOf(IReadOnlyCollection<GrainId> links, CancellationToken stop) => directory.OpenOfAny(Case, links, MostCases, stop);
}
