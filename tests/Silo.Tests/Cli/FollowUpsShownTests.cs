using System.Text.Json;
using Mithaq.Contracts;
using Mithaq.Contracts.Cases;
using Mithaq.Contracts.Programmes;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Hosting.Cli;
using Mithaq.Silo.Scheduling;
using Mithaq.Testing;
using Mithaq.Testing.Runtime;
using static Mithaq.Testing.Runtime.RunningPartnership;

namespace Mithaq.Silo.Tests.Cli;

/// <summary>A case that is over, and of which something is still to come.</summary>
public sealed class FollowUpsShownTests
{
    [Fact]
    public async Task Who_supported_a_case_that_graduated_finds_its_follow_up_in_the_work_to_do()
    {
        var folder = Directory.CreateTempSubdirectory("mithaq-shown-");
        try
        {
            // Half a year is over in ten days.
            var clock = new SimulatedClock(TimeProvider.System.GetUtcNow().AddMonths(-6).AddDays(10));
            await using (var node = await MithaqNode.Open(new() { DataDirectory = folder.FullName }, clock))
            {
                var today = DateOnly.FromDateTime(clock.GetUtcNow().Date);
                var partnership = new RunningPartnership(node.Grains, today, () => node.Feeds.Drain(default));
                await partnership.Begin();
                var programme = await partnership.Programme("first", 0);
                await node.Get<Sweep>().Run(node.Feeds.Drain, default);
                await partnership.Propose(CaseOf(1), programme, new(BeneficiaryKind.Cooperative, Name: new(Fr: "Coopérative Tiouizi"), RegisterNumber: "RC 1234"));
                foreach (var command in (ICaseCommand[])[
                    new AcceptCase(today), new StartSupport(today), new AdvanceStage(today), new AdvanceStage(today), new GraduateCase(today)])
                    await partnership.Accepted(CaseOf(1), command, Ads);
                await node.Feeds.Drain(default);
            }

            using var output = new StringWriter();
            (await CommandLine.Run(["work", People.Ads.Organisation.Value, "--json", "--data", folder.FullName], output, TextWriter.Null)).ShouldBe(ExitCodes.Done);

            JsonDocument.Parse(output.ToString()).RootElement.GetProperty("waiting").EnumerateArray().Select(line => line.GetRawText())
                .ShouldContain(line => line.Contains("follow-up:6", StringComparison.Ordinal) && line.Contains(CaseOf(1).Stream, StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
