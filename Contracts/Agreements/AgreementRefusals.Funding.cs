namespace Mithaq.Contracts.Agreements;

public static partial class AgreementRefusals
{
    public const string UnknownTranche = "agreement.unknown-tranche";
    public const string NotTheRecipient = "agreement.not-the-recipient";
    public const string NotTheFunder = "agreement.not-the-funder";
    /// <summary>The conditions that are not met are named.</summary>
    public const string TrancheConditionUnmet = "agreement.tranche-condition-unmet";
    public const string TrancheInOtherStage = "agreement.tranche-in-other-stage";
    /// <summary>A tranche is paid whole.</summary>
    public const string NotTheTrancheAmount = "agreement.not-the-tranche-amount";
    /// <summary>More than what is left.</summary>
    public const string AmountExceeds = "agreement.amount-exceeds";
    public const string JustificationPending = "agreement.justification-pending";
    public const string NoJustification = "agreement.no-justification";
    public const string MoneySuspended = "agreement.money-suspended";

    // In kind
    public const string UnknownContribution = "agreement.unknown-contribution";
    public const string NotInKind = "agreement.not-in-kind";
    public const string NotTheContributor = "agreement.not-the-contributor";
    public const string UnknownDelivery = "agreement.unknown-delivery";
    public const string OwnDelivery = "agreement.own-delivery";
    public const string DeliveryAnswered = "agreement.delivery-answered";
}
