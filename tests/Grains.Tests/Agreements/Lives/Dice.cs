using Mithaq.Contracts;
using Mithaq.Grains.Agreements;
using Mithaq.Testing;

namespace Mithaq.Grains.Tests.Agreements.Lives;

/// <summary>Chance within one step of a life: the same seed throws the same.</summary>
internal sealed class Dice(int seed)
{
    private readonly Random random = new(seed);

    public int Below(int most) => random.Next(most);

    public bool OneIn(int n) => random.Next(n) == 0;

    public T Of<T>(params IReadOnlyList<T> items) => items[random.Next(items.Count)];

    /// <summary>Mostly the one, sometimes any other.</summary>
    public T Mostly<T>(T usual, params IReadOnlyList<T> others) => OneIn(6) ? Of(others) : usual;

    /// <summary>Today or a few days before; now and then tomorrow, which no act date may be.</summary>
    public DateOnly ActDate(DateOnly today) => today.AddDays(Of(0, 0, 0, 0, -1, -2, -10, 1));

    public OrganisationId Party(Agreement agreement) => Of(agreement.PartyIds);

    /// <summary>Somebody of that party, mostly in that role; for a party without accounts mostly another's coordinator with a letter.</summary>
    public Actor Somebody(Agreement agreement, OrganisationId party, Role role)
    {
        if (OneIn(12)) return Of(Actor.System, People.Mgpap.As(Role.Coordinator), People.PlatformAdministrator);
        if (TestOrganisations.All.First(o => o.Id == party).HasAccounts) return new Staff(party).As(Mostly(role, Role.Observer, Role.Coordinator, Role.FinanceOfficer));
        return new Staff(agreement.Initiator).As(Role.Coordinator) with { For = new(Mostly(party, agreement.PartyIds), AgreementCases.Letter) };
    }
}
