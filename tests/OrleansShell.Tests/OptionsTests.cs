using Microsoft.Extensions.Options;
using Mithaq.Silo.Hosting;
using Mithaq.Testing;

namespace Mithaq.OrleansShell.Tests;

/// <summary>A wrong setting is named before a node joins anything.</summary>
public sealed class OptionsTests
{
    [Theory]
    [InlineData("Port", "70000")]
    [InlineData("Cluster", "Two Words")]
    [InlineData("ProbeEvery", "00:10:00")]
    [InlineData("Address", "no.such.host.invalid")]
    public async Task A_wrong_setting_of_the_cluster_is_named(string setting, string value)
    {
        var store = new StoreOptions { Kind = StoreKind.PostgreSql, ConnectionString = await PostgresServer.NewDatabase() };

        var wrong = await Should.ThrowAsync<OptionsValidationException>(
            MithaqNode.Open(store, settings: new Dictionary<string, string?> { [$"Mithaq:Orleans:{setting}"] = value }, shell: ShellKind.Orleans));

        wrong.Message.ShouldContain(setting);
    }
}
