namespace Mithaq.Contracts.Agreements;

public static partial class AgreementRefusals
{
    public const string PeriodAlreadyOpened = "agreement.period-already-opened";
    public const string PeriodsOverlap = "agreement.periods-overlap";
    public const string PeriodOutOfTerm = "agreement.period-out-of-term";
}
