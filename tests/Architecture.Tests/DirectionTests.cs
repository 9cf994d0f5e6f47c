using System.Reflection;
using Mithaq.Contracts;
using Mithaq.Gateway.Languages;
using Mithaq.Grains;
using Mithaq.Silo.Runtime;

namespace Mithaq.Architecture.Tests;

/// <summary>References point one way: Gateway → Contracts ← Grains ← Silo → Gateway.</summary>
public sealed class DirectionTests
{
    [Fact]
    public void Contracts_reference_nothing_of_ours_and_nothing_but_the_base_library()
    {
        OursIn(typeof(MessageNames)).ShouldBeEmpty();
        typeof(MessageNames).Assembly.GetReferencedAssemblies().Select(a => a.Name!).ShouldAllBe(name => name.StartsWith("System.", StringComparison.Ordinal));
    }

    [Fact]
    public void Grains_reference_contracts_alone()
    {
        OursIn(typeof(GrainCatalog)).ShouldBe(["Mithaq.Contracts"]);
        typeof(GrainCatalog).Assembly.GetReferencedAssemblies().Select(a => a.Name!)
            .ShouldAllBe(name => name.StartsWith("System.", StringComparison.Ordinal) || name == "Mithaq.Contracts");
    }

    [Fact]
    public void The_gateway_references_contracts_alone() => OursIn(typeof(Texts)).ShouldBe(["Mithaq.Contracts"]);

    [Fact]
    public void The_silo_is_referenced_by_none_of_the_others() =>
        new[] { typeof(MessageNames), typeof(GrainCatalog), typeof(Texts) }.SelectMany(OursIn).ShouldNotContain(typeof(EventCodec).Assembly.GetName().Name);

    private static IEnumerable<string> OursIn(Type type) => type.Assembly.GetReferencedAssemblies()
        .Select((AssemblyName a) => a.Name!).Where(name => name.StartsWith("Mithaq.", StringComparison.Ordinal));
}
