using System.Globalization;
using System.Text;
using Mithaq.Contracts;
using Mithaq.Contracts.Cases;

namespace Mithaq.Grains.Cases;

/// <summary>Register numbers as they are compared: letters and digits alone, so that "RC 12/34", "rc-1234" and "RC ١٢٣٤" are one.</summary>
internal static class RegisterNumbers
{
    /// <summary>Null: a person, or a body without a number.</summary>
    public static GrainId? LinkOf(Beneficiary? beneficiary)
    {
        if (beneficiary?.RegisterNumber is not { } number) return null;
        var plain = new StringBuilder(number.Length);
        foreach (var c in number)
            if (CharUnicodeInfo.GetDecimalDigitValue(c) is >= 0 and var digit) plain.Append((char)('0' + digit));
            else if (char.IsLetter(c)) plain.Append(char.ToUpperInvariant(c));
        return plain.Length == 0 ? null : GrainId.Register(plain.ToString());
    }
}
