using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using static Mithaq.Testing.AgreementCases;
using static Mithaq.Testing.Rules.RuleTests;

namespace Mithaq.Grains.Tests.Agreements;

public class InKindTests
{
    private static readonly Actor Giver = People.Um6p.As(Role.Coordinator);
    private static readonly Actor Taker = People.Ministry.As(Role.Coordinator);
    private static readonly DateOnly Today = On(2026, 10, 5);

    private static readonly GivenGrain InForce = Draft(People.Ministry, People.Um6p).Events(new FundingSet(
        [
            new("labs", People.Um6p.Organisation, 2026, ContributionKind.InKind, Mad(80_000), Valuation: Words("tarif public")),
            new("cash", People.Um6p.Organisation, 2026, ContributionKind.Cash, Mad(10)),
        ], [])).SignedOn(2026, 10, 5);

    private static RecordDelivery Deliver(decimal amount) => new("labs", Mad(amount), Today, [Paper]);

    private static (GivenGrain Given, Guid Delivery) Delivered(decimal amount = 50_000)
    {
        var id = Ids.Derive(InForce.CommandId, 0);
        return (InForce.When(Deliver(amount), Giver).Then(new ContributionDelivered(id, "labs", People.Um6p.Organisation, Mad(amount), Today, [Paper])), id);
    }

    [Fact]
    public void What_is_delivered_waits_for_another_party_that_accepts_it()
    {
        var (delivered, id) = Delivered();
        delivered.Item($"delivery:{id}")!.Owes.ShouldBe([People.Ministry.Organisation]);

        var accepted = delivered.When(new AcceptDelivery(id, Today), Taker).Then(new DeliveryAccepted(id, People.Ministry.Organisation, Today));
        accepted.Item($"delivery:{id}").ShouldBeNull();
        accepted.When(new ReturnDelivery(id, "x", Today), Taker).ThenRefused(AgreementRefusals.DeliveryAnswered);
    }

    [Fact]
    public void Deliveries_do_not_exceed_the_valuation_and_a_returned_one_no_longer_counts()
    {
        var (delivered, id) = Delivered();

        delivered.When(Deliver(30_000.01m), Giver).ThenRefused(AgreementRefusals.AmountExceeds).Arguments["most"].ShouldBe("30000 MAD");
        delivered.When(new ReturnDelivery(id, "surévalué", Today), Taker).Then(new DeliveryReturned(id, People.Ministry.Organisation, "surévalué", Today))
            .When(Deliver(80_000), Giver).ThenAccepted();
    }

    [Fact]
    public void Nobody_answers_its_own_delivery()
    {
        var (delivered, id) = Delivered();
        delivered.When(new AcceptDelivery(id, Today), Giver).ThenRefused(AgreementRefusals.OwnDelivery);
    }

    [Fact]
    public void Only_the_contributor_delivers_and_only_what_is_in_kind()
    {
        InForce.When(Deliver(1), Taker).ThenRefused(AgreementRefusals.NotTheContributor);
        InForce.When(Deliver(1) with { Contribution = "cash" }, Giver).ThenRefused(AgreementRefusals.NotInKind);
        InForce.When(Deliver(1) with { Contribution = "other" }, Giver).ThenRefused(AgreementRefusals.UnknownContribution);
        InForce.When(Deliver(1) with { Evidence = [] }, Giver).ThenRefused(Refusals.Fields.TooFew, "/evidence");
        InForce.When(new AcceptDelivery(Guid.Empty, Today), Taker).ThenRefused(AgreementRefusals.UnknownDelivery);
    }

    [Fact]
    public void It_is_delivered_once_in_force_and_answered_once_delivered()
    {
        InForce.When(Deliver(1) with { ActDate = On(2026, 10, 4) }, Giver).ThenRefused(Refusals.Fields.DatesOutOfOrder, "/actDate");
        InForce.When(Deliver(1) with { ActDate = On(2026, 10, 6) }, Giver).ThenRefused(Refusals.FutureActDate);
        var (delivered, id) = Delivered();
        delivered.When(new AcceptDelivery(id, On(2026, 10, 4)), Taker).ThenRefused(Refusals.Fields.DatesOutOfOrder, "/actDate");
    }
}
