using Dapper;
using Mithaq.Contracts;
using Mithaq.Gateway.People;

namespace Mithaq.Gateway.Notifications;

/// <summary>What an erased person was told, and how the person wanted to be told.</summary>
public sealed class ForgottenNotifications(IAppDatabase database) : IForgetsPersons
{
    public string Keeper => "notifications";

    public async Task Forget(PersonId person, CancellationToken stop)
    {
        await using var connection = await database.Open(stop);
        await using (var transaction = await connection.BeginTransactionAsync(stop))
        {
            await connection.ExecuteAsync(new CommandDefinition(
                "delete from notifications where person = @person; delete from preferences where person = @person; delete from dead_letters where person = @person",
                new { person = person.ToString() }, transaction, cancellationToken: stop));
            await transaction.CommitAsync(stop);
        }
        // Deleted bytes are overwritten in the file, but older pages still stand in the write-ahead log.
        if (database.Dialect is Dialect.Sqlite) await connection.ExecuteAsync(new CommandDefinition("pragma wal_checkpoint(truncate)", cancellationToken: stop));
    }
}
