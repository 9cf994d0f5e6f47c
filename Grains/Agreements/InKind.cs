using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Agreements;

/// <summary>Invariants: what was delivered and not returned never exceeds the contribution's valuation; nobody answers its own delivery.</summary>
internal static class InKind
{
    private const int MostDocuments = 20;

    public static Decision Record(Agreement agreement, RecordDelivery command, Context context)
    {
        var check = Funding.MoreThanNothing(agreement, command.Amount).Count("/evidence", command.Evidence, 1, MostDocuments);
        check.Each("/evidence", command.Evidence, (at, document) => check.Document(at, document));
        if (check.Refusal is { } invalid) return invalid;
        if (agreement.Contributions.FirstOrDefault(c => c.Id == command.Contribution) is not { } contribution)
            return Refusal.Of(AgreementRefusals.UnknownContribution, ("contribution", command.Contribution));
        if (contribution.Kind is not ContributionKind.InKind) return Refusal.Of(AgreementRefusals.NotInKind, ("contribution", contribution.Id));
        if (contribution.Party != context.Actor.Party) return Refusal.Of(AgreementRefusals.NotTheContributor, ("organisation", contribution.Party));
        if (Refuses(agreement, agreement.InForceOn, command.ActDate, context) is { } refusal) return refusal;
        var left = contribution.Amount.Amount - agreement.Funding.Deliveries.Values.Where(d => d.Contribution == contribution.Id && d.Answer != false).Sum(d => d.Amount);
        return command.Amount.Amount > left
            ? Refusal.Of(AgreementRefusals.AmountExceeds, ("contribution", contribution.Id), ("most", command.Amount with { Amount = left }))
            : [new ContributionDelivered(context.NewId(0), contribution.Id, contribution.Party, command.Amount, command.ActDate, command.Evidence)];
    }

    public static Decision Accept(Agreement agreement, AcceptDelivery command, Context context) =>
        Answer(agreement, command.Delivery, command.ActDate, context) is { } refusal
            ? refusal
            : [new DeliveryAccepted(command.Delivery, context.Actor.Party, command.ActDate)];

    public static Decision Return(Agreement agreement, ReturnDelivery command, Context context) =>
        (new Check().Text("/reason", command.Reason, 2000).Refusal ?? Answer(agreement, command.Delivery, command.ActDate, context)) is { } refusal
            ? refusal
            : [new DeliveryReturned(command.Delivery, context.Actor.Party, command.Reason, command.ActDate)];

    /// <summary>Why a party cannot answer a delivery, or null.</summary>
    private static Refusal? Answer(Agreement agreement, Guid id, DateOnly actDate, Context context)
    {
        if (agreement.Funding.Deliveries.GetValueOrDefault(id) is not { } delivery) return Refusal.Of(AgreementRefusals.UnknownDelivery, ("delivery", id));
        if (delivery.Party == context.Actor.Party) return Refusal.Of(AgreementRefusals.OwnDelivery, ("organisation", delivery.Party));
        return delivery.Answer is not null ? Refusal.Of(AgreementRefusals.DeliveryAnswered, ("delivery", id)) : Refuses(agreement, delivery.On, actDate, context);
    }

    private static Refusal? Refuses(Agreement agreement, DateOnly? earlier, DateOnly actDate, Context context) =>
        new Check().InOrder("/actDate", earlier, actDate).Refusal ?? ActDates.Refuses(actDate, agreement.Zone, context);

    public static Agreement Apply(Agreement agreement, ContributionDelivered e) =>
        With(agreement, e.Delivery, new(e.Contribution, e.Party, e.Amount.Amount, e.ActDate));

    public static Agreement Apply(Agreement agreement, DeliveryAccepted e) =>
        With(agreement, e.Delivery, agreement.Funding.Deliveries[e.Delivery] with { Answer = true });

    public static Agreement Apply(Agreement agreement, DeliveryReturned e) =>
        With(agreement, e.Delivery, agreement.Funding.Deliveries[e.Delivery] with { Answer = false });

    private static Agreement With(Agreement agreement, Guid id, Delivery delivery) =>
        agreement with { Funding = agreement.Funding with { Deliveries = agreement.Funding.Deliveries.SetItem(id, delivery) } };
}
