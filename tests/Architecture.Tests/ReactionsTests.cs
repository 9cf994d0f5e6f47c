using Mithaq.Contracts;
using Mithaq.Grains;
using Mithaq.Grains.Reactions;

namespace Mithaq.Architecture.Tests;

/// <summary>The table of reactions is whole.</summary>
public sealed class ReactionsTests
{
    [Fact]
    public void Every_command_of_a_reaction_is_taken_by_the_kind_of_grain_that_hears_of_it() => Reactions.All
        .Where(row => !GrainCatalog.Default.RowsOf(row.Kind).Any(taken => taken.Command == MessageNames.Of(row.Command) && taken.By == "system"))
        .Select(row => row.Command.Name).ShouldBeEmpty();

    [Fact]
    public void Every_command_of_the_system_but_the_timers_has_a_reaction_that_sends_it() => MessageNames.CommandTypes
        .Where(command => command.IsAssignableTo(typeof(ISystemCommand)) && command != typeof(DeadlineReached))
        .Except(Reactions.All.Select(row => row.Command)).ShouldBeEmpty();

    [Fact]
    public void Every_row_says_why_and_no_event_tells_a_grain_the_same_twice()
    {
        Reactions.All.ShouldAllBe(row => row.Why.Length > 10);
        Reactions.All.Select(row => (row.Event, row.Command)).ShouldBeUnique();
    }
}
