using Mithaq.Contracts.Agreements;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Journal;
using Mithaq.Silo.Runtime;
using Shouldly;
using Xunit;

namespace Mithaq.Testing.Runtime.Conformance;

/// <summary>Whole nodes, each a process of its own, that work on the same agreements, or die.</summary>
public abstract class NodesConformance : IAsyncLifetime
{
    protected MithaqNode Node { get; private set; } = null!;

    /// <summary>As the child processes take it.</summary>
    protected abstract (string Kind, string Place) Place { get; }

    protected virtual ShellKind Shell => ShellKind.Embedded;

    protected abstract Task<StoreOptions> NewStore();

    public virtual async Task InitializeAsync()
    {
        Node = await MithaqNode.Open(await NewStore(), settings: Neighbours.Settings, shell: Shell);
        await new SharedAgreements(Node.Grains).Prepare();
    }

    public virtual async Task DisposeAsync() => await Node.DisposeAsync();

    private async Task<List<string>> References()
    {
        var references = new List<string>();
        await foreach (var entry in Node.Journal.ReadStreams([.. SharedAgreements.All.Select(a => new StreamPart(a.Stream))], default))
            if (EventCodec.Read(entry) is ReferenceRecorded recorded) references.Add(recorded.Reference.Number);
        return references;
    }

    [Fact]
    public async Task Two_processes_that_fight_over_agreements_lose_double_and_refuse_nothing()
    {
        var others = new[] { "one", "two" }.Select(name => ChildProcess.Start("Mithaq.Faults", "work", Place.Kind, Place.Place, name, "60", Shell.ToString()).Output()).ToArray();
        var own = new List<string>();
        await new SharedAgreements(Node.Grains).Work("here", 40, own.Add);
        var theirs = (await Task.WhenAll(others)).SelectMany(said => said.Split('\n', StringSplitOptions.RemoveEmptyEntries));

        var references = await References();

        references.Count.ShouldBe(160);
        references.Order().ShouldBe(theirs.Concat(own).Order());
        (await JournalVerifier.Verify(Node.Journal, default)).IsWhole.ShouldBeTrue();
    }

    [Fact]
    public async Task What_a_killed_process_had_acknowledged_is_there_once()
    {
        using var process = ChildProcess.Start("Mithaq.Faults", "work", Place.Kind, Place.Place, "doomed", "100000", Shell.ToString());
        var acknowledged = new List<string>();
        while (acknowledged.Count < 100 && await process.StandardOutput.ReadLineAsync() is { } line) acknowledged.Add(line);
        process.Kill();
        while (await process.StandardOutput.ReadLineAsync() is { } line) acknowledged.Add(line);
        await process.WaitForExitAsync();

        var references = await References();

        acknowledged.Count.ShouldBeGreaterThanOrEqualTo(100);
        references.ShouldBeUnique();
        acknowledged.Except(references).ShouldBeEmpty();
        (await JournalVerifier.Verify(Node.Journal, default)).IsWhole.ShouldBeTrue();
        await new SharedAgreements(Node.Grains).Work("survivor", 5, _ => { });
    }
}
