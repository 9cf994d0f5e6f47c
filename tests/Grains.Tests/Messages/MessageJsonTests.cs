using System.Text.Json;
using Mithaq.Contracts;

namespace Mithaq.Grains.Tests.Messages;

public class MessageJsonTests
{
    public static TheoryData<string> MessageTypes => [.. MessageNames.EventTypes.Concat(MessageNames.CommandTypes).Select(t => t.FullName!)];

    [Theory, MemberData(nameof(MessageTypes))]
    public void Every_command_and_event_has_a_generated_shape(string type) =>
        ContractsJson.Messages.TryGetTypeInfo(typeof(ContractsJson).Assembly.GetType(type)!, out _).ShouldBeTrue($"{type} is missing from its feature's …Json.cs");

    [Fact]
    public void Enums_and_names_are_camel_case_nulls_are_left_out_and_Arabic_stays_readable()
    {
        var taken = new DeadlineStepsTaken("k", DeadlineKind.MandateEnd, new(2026, 10, 20), new(2026, 10, 20), [-7], -7, [new(new("ads"), Role.LegalOfficer, null)]);

        JsonSerializer.Serialize(taken, ContractsJson.Messages).ShouldBe(
            """{"key":"k","kind":"mandateEnd","nominal":"2026-10-20","resolved":"2026-10-20","steps":[-7],"highest":-7,"told":[{"organisation":"ads","role":"legalOfficer"}]}""");
        JsonSerializer.Serialize(new LocalizedText(Ar: "وكالة"), ContractsJson.Messages).ShouldBe("""{"ar":"وكالة"}""");
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<Told>("""{"organisation":"ads","role":3}""", ContractsJson.Messages));
    }
}
