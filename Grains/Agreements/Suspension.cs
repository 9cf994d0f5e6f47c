namespace Mithaq.Grains.Agreements;

/// <summary>What a suspension stops and moves.</summary>
internal static class Suspension
{
    /// <summary>Whether the clocks of a commitment stand still; null: those of money.</summary>
    public static bool Covers(Agreement agreement, string? commitment) => agreement.Stage is AgreementStage.Suspended;

    /// <summary>The date that a nominal date of a commitment (null: of money) has become through suspensions.</summary>
    public static DateOnly DueOn(Agreement agreement, string? commitment, DateOnly nominal) => nominal;
}
