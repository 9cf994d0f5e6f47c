namespace Mithaq.Contracts.Agreements;

public static partial class AgreementRefusals
{
    /// <summary>An import of an agreement whose term is over, or ends today.</summary>
    public const string ImportedTermOver = "agreement.imported-term-over";
}
