using Npgsql;
using NpgsqlTypes;

namespace Mithaq.Silo.Journal.PostgreSql;

internal abstract class ArrayParameter
{
    public abstract NpgsqlParameter Parameter { get; }

    public abstract void Clear();
}

/// <summary>An array parameter whose list is filled anew for every batch.</summary>
internal sealed class ArrayParameter<T> : ArrayParameter
{
    public ArrayParameter(NpgsqlDbType type) => Parameter = new NpgsqlParameter<List<T>> { TypedValue = Values, NpgsqlDbType = NpgsqlDbType.Array | type };

    public List<T> Values { get; } = [];
    public override NpgsqlParameter Parameter { get; }

    public override void Clear() => Values.Clear();
}
