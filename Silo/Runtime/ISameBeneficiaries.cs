using Mithaq.Contracts;
using Mithaq.Gateway.People;

namespace Mithaq.Silo.Runtime;

/// <summary>Who else is the same natural person: entries of the persons table with the same identifier.</summary>
public interface ISameBeneficiaries
{
    /// <summary>The person, and every other entry that is the same one.</summary>
    ValueTask<IReadOnlyList<PersonId>> Of(PersonId person, CancellationToken stop);
}

/// <summary>By the persons table.</summary>
internal sealed class SamePersons(Persons persons) : ISameBeneficiaries
{
    public async ValueTask<IReadOnlyList<PersonId>> Of(PersonId person, CancellationToken stop) => [person, .. await persons.SameAs(person, stop)];
}
