using Mithaq.Silo.Hosting;
using Mithaq.Silo.Hosting.Schema;
using Npgsql;
using NpgsqlTypes;

namespace Mithaq.Silo.Journal.PostgreSql;

/// <summary>The journal on PostgreSQL ≥ 15, shared by any number of nodes.</summary>
internal sealed class PostgreSqlJournal : SqlJournal
{
    /// <summary>Of the writer's buffer: a batch of a hundred usual appends leaves in one write, and does not wake the server eight times to read it in parts.</summary>
    private const int BatchBytes = 128 * 1024;

    private readonly NpgsqlDataSource readers;
    private readonly NpgsqlDataSource writer;

    private PostgreSqlJournal(NpgsqlDataSource readers, NpgsqlDataSource writer) : base(new PostgreSqlWriter(writer)) => (this.readers, this.writer) = (readers, writer);

    /// <exception cref="StoreUnavailableException"/>
    /// <exception cref="SchemaTooNewException"/>
    public static async Task<PostgreSqlJournal> Open(StoreOptions options, CancellationToken stop)
    {
        var application = new NpgsqlConnectionStringBuilder(options.ConnectionString ?? throw new ArgumentException("PostgreSQL needs a connection string.", nameof(options)));
        var owner = new NpgsqlConnectionStringBuilder(options.OwnerConnectionString ?? options.ConnectionString) { Pooling = false };
        try
        {
            await using var connection = new NpgsqlConnection(owner.ConnectionString);
            await connection.OpenAsync(stop);
            var grantee = owner.Username == application.Username ? null : new NpgsqlCommandBuilder().QuoteIdentifier(application.Username!);
            await new SchemaScripts("Journal", StoreKind.PostgreSql).Apply(connection, grantee, stop);
        }
        catch (Exception error) when (PostgreSqlErrors.RefusesConnection(error))
        {
            throw PostgreSqlErrors.Unreachable(error);
        }

        if (application.MaxAutoPrepare == 0) (application.MaxAutoPrepare, application.AutoPrepareMinUsages) = (64, 2);
        var readers = NpgsqlDataSource.Create(application.ConnectionString);
        return new PostgreSqlJournal(
            readers, NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(application.ConnectionString) { Pooling = false, WriteBufferSize = BatchBytes }));
    }

    public override async Task<DateTimeOffset> ReadClock(CancellationToken stop)
    {
        await using var session = await OpenReading(stop);
        return await session.Query("select clock_timestamp()", static (_, row) => row.GetFieldValue<DateTimeOffset>(0), stop).SingleAsync(stop);
    }

    public override async Task<long> Import(IAsyncEnumerable<JournalEntry> entries, bool intoEmpty, CancellationToken stop)
    {
        await using var connection = await Connect(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await using var head = new NpgsqlCommand(AppendStatement.Lock, connection);
        var first = (long)(await head.ExecuteScalarAsync(stop))!;
        if (intoEmpty && first > 0) throw new ImportRefusedException($"The journal is not empty: it has {first} events.");

        var position = first;
        try
        {
            await using (var copy = await connection.BeginBinaryImportAsync("copy journal (position, stream, version, type, payload, metadata, hash, command) from stdin (format binary)", stop))
            {
                await foreach (var entry in entries.WithCancellation(stop))
                {
                    await copy.StartRowAsync(stop);
                    await copy.WriteAsync(++position, NpgsqlDbType.Bigint, stop);
                    await copy.WriteAsync(entry.Stream, NpgsqlDbType.Text, stop);
                    await copy.WriteAsync(entry.Version, NpgsqlDbType.Bigint, stop);
                    await copy.WriteAsync(entry.Type, NpgsqlDbType.Text, stop);
                    await copy.WriteAsync(entry.Payload, NpgsqlDbType.Bytea, stop);
                    await copy.WriteAsync(entry.Metadata, NpgsqlDbType.Bytea, stop);
                    await copy.WriteAsync(entry.Hash, NpgsqlDbType.Bytea, stop);
                    if (entry.Command is { } id) await copy.WriteAsync(id, NpgsqlDbType.Uuid, stop);
                    else await copy.WriteNullAsync(stop);
                }
                await copy.CompleteAsync(stop);
            }
        }
        catch (PostgresException exists) when (exists.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw new ImportRefusedException($"A stream of the import exists already: {exists.Detail ?? exists.MessageText}");
        }
        await using var moveHead = new NpgsqlCommand(AppendStatement.MoveHead, connection) { Parameters = { new() { Value = position } } };
        await moveHead.ExecuteNonQueryAsync(stop);
        await transaction.CommitAsync(stop);
        return position - first;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await readers.DisposeAsync();
        await writer.DisposeAsync();
    }

    protected override async ValueTask<ReadSession> OpenReading(CancellationToken stop) => new PostgreSqlSession(await Connect(stop));

    private async Task<NpgsqlConnection> Connect(CancellationToken stop)
    {
        try
        {
            return await readers.OpenConnectionAsync(stop);
        }
        catch (Exception error) when (PostgreSqlErrors.RefusesConnection(error))
        {
            throw PostgreSqlErrors.Unreachable(error);
        }
    }
}
