using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Mithaq.Silo.Journal;

/// <summary>
/// The chain of one stream: each entry's hash is SHA-256 over the length-prefixed (32-bit big-endian) previous hash, stream, version
/// (64-bit big-endian), type, metadata and payload, as the exact stored bytes. The first entry follows <see cref="Origin"/>.
/// </summary>
public static class Chain
{
    public static byte[] Origin { get; } = new byte[32];

    public static byte[] Next(ReadOnlySpan<byte> previous, string stream, long version, string type, ReadOnlySpan<byte> metadata, ReadOnlySpan<byte> payload)
    {
        var length = (6 * 4) + previous.Length + Encoding.UTF8.GetByteCount(stream) + 8 + Encoding.UTF8.GetByteCount(type) + metadata.Length + payload.Length;
        var rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            var rest = rented.AsSpan(0, length);
            Put(ref rest, previous);
            PutText(ref rest, stream);
            Span<byte> number = stackalloc byte[8];
            BinaryPrimitives.WriteInt64BigEndian(number, version);
            Put(ref rest, number);
            PutText(ref rest, type);
            Put(ref rest, metadata);
            Put(ref rest, payload);
            return SHA256.HashData(rented.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static void Put(ref Span<byte> rest, scoped ReadOnlySpan<byte> bytes)
    {
        BinaryPrimitives.WriteInt32BigEndian(rest, bytes.Length);
        bytes.CopyTo(rest[4..]);
        rest = rest[(4 + bytes.Length)..];
    }

    private static void PutText(ref Span<byte> rest, string text)
    {
        var written = Encoding.UTF8.GetBytes(text, rest[4..]);
        BinaryPrimitives.WriteInt32BigEndian(rest, written);
        rest = rest[(4 + written)..];
    }
}
