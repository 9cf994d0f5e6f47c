namespace Mithaq.Contracts.Agreements;

/// <summary>The contributor delivers a contribution in kind, or a part of it.</summary>
/// <param name="Amount">The valuation of what was delivered; together with earlier deliveries at most the contribution's.</param>
/// <param name="Evidence">1–20 documents.</param>
public sealed record RecordDelivery(string Contribution, Money Amount, DateOnly ActDate, IReadOnlyList<Document> Evidence) : IAgreementCommand, IDated;

public sealed record ContributionDelivered(
    Guid Delivery, string Contribution, OrganisationId Party, Money Amount, DateOnly ActDate, IReadOnlyList<Document> Evidence) : IAgreementEvent, IDated;

/// <summary>Another party has it in hand and agrees with its valuation.</summary>
public sealed record AcceptDelivery(Guid Delivery, DateOnly ActDate) : IAgreementCommand, IDated;

public sealed record DeliveryAccepted(Guid Delivery, OrganisationId Party, DateOnly ActDate) : IAgreementEvent, IDated;

/// <summary>Another party does not take it so; reason ≤ 2,000 characters. It no longer counts.</summary>
public sealed record ReturnDelivery(Guid Delivery, string Reason, DateOnly ActDate) : IAgreementCommand, IDated;

public sealed record DeliveryReturned(Guid Delivery, OrganisationId Party, string Reason, DateOnly ActDate) : IAgreementEvent, IDated;
