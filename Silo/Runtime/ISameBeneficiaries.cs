using Mithaq.Contracts;

namespace Mithaq.Silo.Runtime;

/// <summary>Who else is the same natural person: entries of the persons table with the same identifier.</summary>
public interface ISameBeneficiaries
{
    /// <summary>The person, and every other entry that is the same one.</summary>
    ValueTask<IReadOnlyList<PersonId>> Of(PersonId person, CancellationToken stop);
}

/// <summary>Where no persons are kept, everybody is only themselves.</summary>
public sealed class NobodyElse : ISameBeneficiaries
{
    public ValueTask<IReadOnlyList<PersonId>> Of(PersonId person, CancellationToken stop) => ValueTask.FromResult<IReadOnlyList<PersonId>>([person]);
}
