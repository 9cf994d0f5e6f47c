using System.Globalization;
using System.Text;
using Mithaq.Contracts;
using Mithaq.Contracts.Cases;

namespace Mithaq.Grains.Cases;

/// <summary>By what a body is known again: the organisation of the platform that it is, and its number in a public register.</summary>
internal static class SameBody
{
    /// <summary>None: a person, or a body that is neither an organisation here nor registered.</summary>
    public static IReadOnlyList<GrainId> LinksOf(Beneficiary? beneficiary)
    {
        var links = new List<GrainId>(2);
        if (beneficiary?.Organisation is { IsValid: true } organisation) links.Add(GrainId.Beneficiary(organisation));
        if (beneficiary?.RegisterNumber is { } number && Plain(number) is { Length: > 0 } plain) links.Add(GrainId.Register(plain));
        return links;
    }

    /// <summary>Letters and digits alone, so that "RC 12/34", "rc-1234" and "RC ١٢٣٤" are one.</summary>
    private static string Plain(string number)
    {
        var plain = new StringBuilder(number.Length);
        foreach (var c in number)
            if (CharUnicodeInfo.GetDecimalDigitValue(c) is >= 0 and var digit) plain.Append((char)('0' + digit));
            else if (char.IsLetter(c)) plain.Append(char.ToUpperInvariant(c));
        return plain.ToString();
    }
}
