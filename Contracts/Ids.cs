using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Mithaq.Contracts;

/// <summary>Which grain: its kind and key, written <c>kind/key</c> ("agreement/0f…", "organisation/ads"). It is also the name of the grain's stream.</summary>
[JsonConverter(typeof(GrainIdConverter))]
public readonly record struct GrainId(string Stream)
{
    public GrainId(string kind, string key) : this($"{kind}/{key}") { }

    public string Kind => Stream[..Stream.IndexOf('/', StringComparison.Ordinal)];
    public string Key => Stream[(Stream.IndexOf('/', StringComparison.Ordinal) + 1)..];

    public static GrainId Agreement(Guid id) => new("agreement", id.ToString());
    public static GrainId Organisation(OrganisationId id) => new("organisation", id.Value);
    /// <summary>Not a grain, but what cases are linked to: see the persons table.</summary>
    public static GrainId Person(PersonId id) => new("person", id.ToString());
    /// <summary>Not a grain either, but what cases of bodies are linked to: a number in a public register, in its plain form.</summary>
    public static GrainId Register(string number) => new("register", number);
    /// <summary>Nor is this: what cases of an organisation of the platform are linked to as its beneficiary.</summary>
    public static GrainId Beneficiary(OrganisationId organisation) => new("beneficiary", organisation.Value);
    public static GrainId Committee(Guid id) => new("committee", id.ToString());
    public static GrainId Programme(Guid id) => new("programme", id.ToString());
    public static GrainId Case(Guid id) => new("case", id.ToString());
    public static GrainId Participation(Guid id) => new("participation", id.ToString());

    public override string ToString() => Stream;
}

/// <summary>An organisation: a slug of 2–40 characters, a–z, 0–9 and inner hyphens (no dots: it is a part of routing keys).</summary>
[JsonConverter(typeof(OrganisationIdConverter))]
public readonly record struct OrganisationId(string Value)
{
    public bool IsValid => Value is { Length: >= 2 and <= 40 } v && v[0] != '-' && v[^1] != '-'
        && v.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');

    public override string ToString() => Value;
}

/// <summary>A person, opaque: who it is stands in the persons table alone.</summary>
[JsonConverter(typeof(PersonIdConverter))]
public readonly record struct PersonId(Guid Value)
{
    public override string ToString() => Value.ToString();
}

/// <summary>A SHA-256 in 64 lower-case hexadecimal digits.</summary>
[JsonConverter(typeof(Sha256Converter))]
public readonly record struct Sha256(string Value)
{
    public bool IsValid => Value is { Length: 64 } v && v.All(char.IsAsciiHexDigitLower);

    public static Sha256 Of(ReadOnlySpan<byte> bytes) => new(Convert.ToHexStringLower(SHA256.HashData(bytes)));

    public override string ToString() => Value;
}

public static class Ids
{
    /// <summary>UUIDv5 (RFC 9562) of a name within a namespace: the same two always give the same id.</summary>
    public static Guid Derive(Guid @namespace, string name) => Derive(@namespace, Encoding.UTF8.GetBytes(name));

    /// <summary>UUIDv5 of a small number within a namespace: the n-th id that a command makes.</summary>
    public static Guid Derive(Guid @namespace, int number)
    {
        Span<byte> name = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(name, number);
        return Derive(@namespace, name);
    }

    [SuppressMessage("Security", "CA5350", Justification = "UUIDv5 is defined over SHA-1; it names, it does not protect.")]
    private static Guid Derive(Guid @namespace, ReadOnlySpan<byte> name)
    {
        var length = 16 + name.Length;
        var input = length <= 256 ? stackalloc byte[256] : new byte[length];
        @namespace.TryWriteBytes(input, bigEndian: true, out _);
        name.CopyTo(input[16..]);
        Span<byte> hash = stackalloc byte[20];
        SHA1.HashData(input[..length], hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
