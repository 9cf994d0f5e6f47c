using System.Security.Cryptography;
using System.Text;
using Dapper;

namespace Mithaq.Gateway.People;

/// <summary>The digests of one installation: the same words give the same digest here, and another one anywhere else.</summary>
public sealed class Digests(byte[] key)
{
    /// <param name="value">Normalised.</param>
    internal string OfIdentifier(string kind, string value) => Of($"identifier {kind} {value}");

    internal string OfTrace(string trace) => Of($"trace {trace}");

    private string Of(string words) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(words)));
}

/// <summary>32 random bytes, made by whichever node needs them first and kept in a row beside the persons: every node reads the same, and a backup is never without it.</summary>
public sealed class InstallationKey(IAppDatabase database)
{
    private Digests? known;

    public async ValueTask<Digests> Read(CancellationToken stop)
    {
        if (known is not null) return known;
        await using var connection = await database.Open(stop);
        await connection.ExecuteAsync(new CommandDefinition(
            "insert into person_key (singleton, bytes) values (1, @bytes) on conflict do nothing", new { bytes = RandomNumberGenerator.GetBytes(32) }, cancellationToken: stop));
        return known = new(await connection.QuerySingleAsync<byte[]>(new CommandDefinition("select bytes from person_key", cancellationToken: stop)));
    }
}
