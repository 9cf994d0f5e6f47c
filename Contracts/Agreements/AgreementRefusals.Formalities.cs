namespace Mithaq.Contracts.Agreements;

public static partial class AgreementRefusals
{
    public const string UnknownFormality = "agreement.unknown-formality";
    /// <summary>Another party obtains this formality and records it.</summary>
    public const string FormalityOfAnotherParty = "agreement.formality-of-another-party";
    /// <summary>It was granted or refused, or silence has decided and the act came after the legal days.</summary>
    public const string FormalitySettled = "agreement.formality-settled";
    /// <summary>The agreement is void through another formality.</summary>
    public const string FormalityNotAwaited = "agreement.formality-not-awaited";
}
