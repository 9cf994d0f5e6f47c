using Mithaq.Contracts;
using Mithaq.Grains.Hearing;

namespace Mithaq.Architecture.Tests;

/// <summary>The table of who hears is whole.</summary>
public sealed class HearingTests
{
    [Fact]
    public void Every_event_says_who_hears_of_it_or_that_nobody_does() => Hearings.All.Select(row => row.Event).ShouldBe(MessageNames.EventTypes, ignoreOrder: true);

    [Fact]
    public void Every_row_says_why() => Hearings.All.ShouldAllBe(row => row.Why.Length > 8);
}
