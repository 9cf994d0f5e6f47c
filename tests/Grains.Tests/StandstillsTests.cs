using FsCheck;
using FsCheck.Fluent;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Tests;

public class StandstillsTests
{
    private static readonly DateOnly Start = new(2027, 1, 1);

    private static readonly Gen<Standstills> Any =
        from spans in (
            from first in Gen.Choose(0, 40)
            from days in Gen.Choose(0, 15)
            select new Standstill(Start.AddDays(first), Start.AddDays(first + days))).ArrayOf()
        select new Standstills([.. spans]);

    /// <summary>Day after day: a clock goes on unless that day stands still, and what is due waits for a day that runs.</summary>
    private static DateOnly Counted(Standstills standstills, DateOnly since, DateOnly nominal)
    {
        if (nominal < since) return nominal;
        var left = nominal.DayNumber - since.DayNumber;
        for (var day = since; ; day = day.AddDays(1))
            if (!standstills.Spans.Any(s => s.From <= day && day < s.To) && left-- == 0) return day;
    }

    [Fact]
    public void What_is_due_is_later_by_each_day_that_stood_still_once_however_often_it_was_suspended() => Prop.ForAll(
        Arb.From(from standstills in Any from since in Gen.Choose(0, 50) from days in Gen.Choose(-5, 60) select (standstills, since, days)), given =>
        {
            var since = Start.AddDays(given.since);
            given.standstills.DueOn(since, since.AddDays(given.days)).ShouldBe(Counted(given.standstills, since, since.AddDays(given.days)));
            given.standstills.Days.ShouldBe(Enumerable.Range(0, 60).Count(n => given.standstills.Covers(Start.AddDays(n))));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void It_begins_earlier_and_ends_sooner_when_that_is_heard_of_late()
    {
        var open = Standstills.None.Begun(Start.AddDays(9));
        open.WouldBegin(Start.AddDays(9)).ShouldBeFalse();
        open.WouldBegin(Start.AddDays(4)).ShouldBeTrue();

        var ended = open.Begun(Start.AddDays(4)).Ended(Start.AddDays(20));
        (ended.IsOpen, ended.Days, ended.WouldEnd(Start.AddDays(20)), ended.WouldEnd(Start.AddDays(14))).ShouldBe((false, 16, false, true));

        var sooner = ended.Ended(Start.AddDays(14));
        (sooner.Days, sooner.Covers(Start.AddDays(13)), sooner.Covers(Start.AddDays(14))).ShouldBe((10, true, false));
        sooner.Ended(Start.AddDays(6)).Days.ShouldBe(2);
        Standstills.None.WouldEnd(Start).ShouldBeFalse();
    }

    [Fact]
    public void What_stands_still_now_is_not_counted_before_it_is_over()
    {
        var open = Standstills.None.Begun(Start);
        (open.Days, open.Covers(Start.AddDays(100)), open.DueOn(Start, Start.AddDays(5))).ShouldBe((0, true, Start.AddDays(5)));
        var both = open.And(new([new(Start.AddDays(2), Start.AddDays(4))]));
        (both.IsOpen, both.DueOn(Start, Start.AddDays(5))).ShouldBe((true, Start.AddDays(7)));
    }
}
