using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Mithaq.Contracts;

namespace Mithaq.Gateway.People;

/// <summary>
/// A proof of who a person was, that says nothing by itself: SHA-256 over the person's salt and the names, birth date, gender and identifiers. Contacts and
/// language do not identify anybody, and change too often.
/// </summary>
internal static class Seal
{
    public const int SaltBytes = 32;
    private const string Form = "mithaq person 1";

    public static byte[] NewSalt() => RandomNumberGenerator.GetBytes(SaltBytes);

    public static Sha256 Of(PersonDetails details, byte[] salt)
    {
        using var sealing = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sealing.AppendData(salt);
        Append(Form);
        Append(details.Names.Ar);
        Append(details.Names.Fr);
        Append(details.Names.En);
        Append(details.Born?.ToString("O", CultureInfo.InvariantCulture));
        Append(details.Gender?.ToString());
        foreach (var (kind, value) in (details.Identifiers ?? []).Select(i => (i.Kind, Value: Traces.Identifier(i.Value)))
                     .OrderBy(i => i.Kind, StringComparer.Ordinal).ThenBy(i => i.Value, StringComparer.Ordinal))
        {
            Append(kind);
            Append(value);
        }
        return new(Convert.ToHexStringLower(sealing.GetHashAndReset()));

        // Length first, so that no two details run together; what is not known differs from what is empty.
        void Append(string? text)
        {
            var bytes = text is null ? [] : Encoding.UTF8.GetBytes(text);
            Span<byte> length = stackalloc byte[4];
            BinaryPrimitives.WriteInt32BigEndian(length, text is null ? -1 : bytes.Length);
            sealing.AppendData(length);
            sealing.AppendData(bytes);
        }
    }
}
