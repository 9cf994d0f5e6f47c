using System.Text.Json;
using Mithaq.Contracts;
using Mithaq.Testing.Rules;

namespace Mithaq.Grains.Tests.Messages;

/// <summary>A grain's view holds its state, which must be writable whatever the grain has lived through.</summary>
public class StateJsonTests
{
    private static readonly DateOnly Day = new(2026, 11, 1);

    [Fact]
    public void Every_state_of_every_grain_can_be_written_as_JSON()
    {
        Standing.Grains.Select(g => g.Rules.Kind).Distinct().ShouldBe(GrainCatalog.Default.Grains, ignoreOrder: true);
        foreach (var given in Standing.Grains)
        {
            var reminded = given.Events(new DeadlineStepsTaken("some-key", DeadlineKind.Other, Day, Day, [-7], -7, []));
            JsonSerializer.Serialize(reminded.State<object>()).ShouldContain("\"some-key|2026-11-01\":[-7]", customMessage: $"{given.Rules.Kind} in {given.Stage}");
        }
    }
}
