using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Mithaq.Silo.Hosting;

namespace Mithaq.Silo.Tests.Hosting;

/// <summary>Which shell a node has is a setting, and a wrong one is said at the start.</summary>
public sealed class ShellsTests
{
    private static ShellKind Read(string? shell) =>
        Shells.Read(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Mithaq:Runtime:Shell"] = shell }).Build());

    [Theory]
    [InlineData(null)]
    [InlineData("embedded")]
    public void A_node_is_embedded_unless_said_otherwise(string? said) => Read(said).ShouldBe(ShellKind.Embedded);

    [Theory]
    [InlineData("cluster")]
    [InlineData("7")]
    public void A_shell_that_does_not_exist_is_named(string said) => Should.Throw<OptionsValidationException>(() => Read(said)).Message.ShouldContain($"'{said}'");

#if ORLEANS
    [Fact]
    public void A_program_built_with_it_has_the_orleans_shell() => Read("orleans").ShouldBe(ShellKind.Orleans);
#else
    [Fact]
    public void A_program_built_without_the_orleans_shell_says_how_to_build_it() =>
        Should.Throw<OptionsValidationException>(() => Read("orleans")).Message.ShouldContain("-p:Orleans=true");
#endif
}
