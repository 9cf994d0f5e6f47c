using Mithaq.Contracts;

namespace Mithaq.Grains.Kernel;

/// <summary>What several organisations do together, in one zone.</summary>
public interface IAmongParties
{
    /// <summary>IANA zone in which its days begin and end.</summary>
    string Zone { get; }

    IReadOnlyList<OrganisationId> PartyIds { get; }

    /// <summary>Acts that were recorded for parties without accounts, and not confirmed yet.</summary>
    RecordedActs RecordedActs { get; }

    bool IsParty(OrganisationId organisation) => PartyIds.Contains(organisation);
}
