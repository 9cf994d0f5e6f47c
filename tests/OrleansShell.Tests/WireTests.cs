using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Silo.Runtime;
using Mithaq.Silo.Runtime.OrleansShell;
using Mithaq.Testing;

namespace Mithaq.OrleansShell.Tests;

/// <summary>What crosses between nodes arrives as it was, or not at all.</summary>
public sealed class WireTests
{
    private static readonly Envelope Sample = new(
        GrainId.Agreement(Ids.Derive(default, "agreement")), new RecordReference(new("2026/14 — اتفاقية", "order office", new("ads"))), Ids.Derive(default, "command"),
        People.Ads.As(Role.Coordinator) with { For = new(new("hcar"), new("letter.pdf", Sha256.Of("letter"u8), 6)) },
        7, Ids.Derive(default, "correlation"), Ids.Derive(default, "causation"), "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

    [Fact]
    public void A_command_arrives_with_its_caller_ids_and_trace()
    {
        var (arrived, _) = Wire.Envelope(Wire.Bytes(Sample)).ShouldNotBeNull();

        arrived.ShouldBe(Sample);
        EventCodec.Hash(arrived.Command).ShouldBe(EventCodec.Hash(Sample.Command));
    }

    [Fact]
    public void A_command_travels_as_the_json_that_it_has_everywhere() =>
        Encoding.UTF8.GetString(Wire.Bytes(Sample)).ShouldContain($"[\"recordReference\",{JsonSerializer.Serialize(Sample.Command, ContractsJson.Messages.GetTypeInfo(typeof(RecordReference)))}]");

    [Fact]
    public void A_refusal_is_a_value_on_the_other_side_too()
    {
        var refusal = Refusal.Invalid([FieldError.Of("/term/months", Refusals.Fields.OutOfRange, ("least", 1))]) with { Arguments = new Dictionary<string, string> { ["stage"] = "Draft" } };

        var arrived = Wire.Answer(Wire.Bytes(new Answer.Refused(refusal))).ShouldBeOfType<Answer.Refused>().Refusal;

        arrived.ToString().ShouldBe(refusal.ToString());
        arrived.Arguments["stage"].ShouldBe("Draft");
        arrived.Errors.Single().Arguments["least"].ShouldBe("1");
    }

    [Fact]
    public void An_answer_brings_version_position_and_events()
    {
        var answer = new Answer.Accepted(8, 4711, [new ReferenceRecorded(new("1", "order office", new("ads")))]);

        var arrived = Wire.Answer(Wire.Bytes(answer)).ShouldBeOfType<Answer.Accepted>();

        (arrived.Version, arrived.Position).ShouldBe((8, 4711));
        arrived.Events.ShouldBe(answer.Events);
    }

    [Fact]
    public void What_is_passed_back_is_no_answer() => Wire.Answer(Wire.PassedBack).ShouldBeNull();

    [Theory]
    [InlineData("a command of a newer program")]
    [InlineData("a new field of a command")]
    [InlineData("a new field of the envelope")]
    [InlineData("a new kind of caller")]
    public void What_a_newer_node_says_is_understood_to_the_last_field_or_not_at_all(string what)
    {
        var sent = JsonNode.Parse(Wire.Bytes(Sample))!;
        var envelope = sent["envelope"]!;
        var command = envelope["command"]!.AsArray();
        switch (what)
        {
            case "a command of a newer program": command[0] = "inventTomorrow"; break;
            case "a new field of a command": command[1]!["tomorrow"] = 1; break;
            case "a new field of the envelope": envelope["tomorrow"] = 1; break;
            default: envelope["actor"]!["kind"] = "machine"; break;
        }

        Wire.Envelope(Encoding.UTF8.GetBytes(sent.ToJsonString())).ShouldBeNull();
    }

    [Fact]
    public void An_event_of_a_newer_program_is_no_answer() =>
        Wire.Answer("""{"accepted":{"version":1,"position":1,"events":[["agreement.invented-tomorrow.v1",{}]]}}"""u8.ToArray()).ShouldBeNull();
}
