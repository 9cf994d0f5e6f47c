using Mithaq.Silo.Hosting;
using Mithaq.Testing;
using Mithaq.Testing.Runtime;
using Mithaq.Testing.Runtime.Conformance;
using Npgsql;

namespace Mithaq.OrleansShell.Tests;

/// <summary>Whole nodes as processes of their own, found by each other in PostgreSQL.</summary>
public sealed class NodesTests : NodesConformance
{
    private const string ActiveMembers = "select count(*) from orleansmembershiptable where status = 3";
    private string database = "";

    protected override (string, string) Place => ("postgres", database);

    protected override ShellKind Shell => ShellKind.Orleans;

    protected override async Task<StoreOptions> NewStore() => new() { Kind = StoreKind.PostgreSql, ConnectionString = database = await PostgresServer.NewDatabase() };

    [Fact]
    public async Task Nodes_that_start_together_are_one_cluster_and_leave_it_when_they_stop()
    {
        var others = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => MithaqNode.Open(new() { Kind = StoreKind.PostgreSql, ConnectionString = database }, settings: Neighbours.Settings, shell: Shell)));

        (await PostgresServer.Scalar<long>(database, ActiveMembers)).ShouldBe(3);
        await new SharedAgreements(new InTurn(others[0].Grains, others[1].Grains, Node.Grains)).Work("together", 10, _ => { });
        foreach (var other in others) await other.DisposeAsync();

        (await PostgresServer.Scalar<long>(database, ActiveMembers)).ShouldBe(1);
    }

    [Fact]
    public async Task A_node_needs_no_right_to_the_schema_when_another_role_owns_it()
    {
        var own = await PostgresServer.NewDatabase();
        var role = $"app_{Guid.CreateVersion7():N}";
        await PostgresServer.Execute(own, $"create role {role} login password 'secret'");
        var application = new NpgsqlConnectionStringBuilder(own) { Username = role, Password = "secret" }.ConnectionString;

        await using var node = await MithaqNode.Open(
            new() { Kind = StoreKind.PostgreSql, ConnectionString = application, OwnerConnectionString = own }, settings: Neighbours.Settings, shell: Shell);

        await new SharedAgreements(node.Grains).Prepare();
        (await PostgresServer.Scalar<long>(own, ActiveMembers)).ShouldBe(1);
    }
}
