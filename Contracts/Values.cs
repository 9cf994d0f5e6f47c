namespace Mithaq.Contracts;

/// <summary>The same words in up to three languages; at least one is given. Each ≤ 500 characters.</summary>
public sealed record LocalizedText(string? Ar = null, string? Fr = null, string? En = null);

/// <summary>A stored file: its name, size in bytes and hash. The bytes themselves are in the file store.</summary>
public sealed record Document(string Name, Sha256 Hash, long Size, string? MediaType = null);

/// <summary>An amount ≥ 0 with an ISO 4217 currency, at most as many decimals as that currency has.</summary>
public readonly record struct Money(decimal Amount, string Currency)
{
    public override string ToString() => FormattableString.Invariant($"{Amount} {Currency}");
}

public static class Currencies
{
    /// <summary>Decimals by ISO 4217 code, for the currencies that the product accepts.</summary>
    public static IReadOnlyDictionary<string, int> Decimals { get; } = new Dictionary<string, int>
    {
        ["MAD"] = 2, ["EUR"] = 2, ["USD"] = 2, ["GBP"] = 2, ["CHF"] = 2, ["CAD"] = 2, ["SAR"] = 2, ["AED"] = 2, ["QAR"] = 2, ["EGP"] = 2, ["DZD"] = 2,
        ["MRU"] = 2, ["CNY"] = 2, ["TND"] = 3, ["KWD"] = 3, ["BHD"] = 3, ["JOD"] = 3, ["LYD"] = 3, ["OMR"] = 3, ["JPY"] = 0, ["XOF"] = 0, ["XAF"] = 0, ["GNF"] = 0,
    };
}
