using System.Runtime.CompilerServices;
using Mithaq.Contracts;
using Mithaq.Gateway.Languages;
using Mithaq.Grains;
using Mithaq.Grains.Agreements;
using Mithaq.Grains.Committees;
using Mithaq.Grains.Kernel;
using Mithaq.Grains.Programmes;

namespace Mithaq.Architecture.Tests;

/// <summary>Every grain's events, commands, rows and stages are whole.</summary>
public sealed class GrainsTests
{
    public static TheoryData<string> Grains => [.. GrainCatalog.Default.Grains];

    [Fact]
    public void Every_message_belongs_to_a_grain_that_the_program_knows() => MessageNames.EventTypes.Concat(MessageNames.CommandTypes)
        .Select(MessageNames.GrainOf).Distinct().Except(GrainCatalog.Default.Grains).ShouldBe(["grain"]);

    [Theory, MemberData(nameof(Grains))]
    public void Every_event_of_a_grain_is_evolved(string grain)
    {
        var rules = GrainCatalog.Default.Of(grain)!;
        var initial = rules.Initial(new GrainId(grain, "key"));
        MessageNames.EventTypes.Where(type => MessageNames.GrainOf(type) == grain).Append(typeof(DeadlineStepsTaken)).Where(type => IsUnknown(rules, initial, type)).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Grains))]
    public void An_event_of_another_grain_is_unknown(string grain)
    {
        var rules = GrainCatalog.Default.Of(grain)!;
        var initial = rules.Initial(new GrainId(grain, "key"));
        MessageNames.EventTypes.Where(type => MessageNames.GrainOf(type) is var other && other != grain && other != "grain")
            .Where(type => !IsUnknown(rules, initial, type)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_command_stands_in_one_row()
    {
        var rows = GrainCatalog.Default.Grains.ToDictionary(grain => grain, grain => GrainCatalog.Default.RowsOf(grain).Select(row => row.Command).ToArray());
        foreach (var command in MessageNames.CommandTypes)
        {
            var own = MessageNames.GrainOf(command);
            var takers = rows.Where(grain => grain.Value.Contains(MessageNames.Of(command))).Select(grain => grain.Key).ToArray();
            if (own == "grain") takers.ShouldNotBeEmpty(MessageNames.Of(command));
            else takers.ShouldBe([own], MessageNames.Of(command));
            rows.Values.ShouldAllBe(of => of.Count(row => row == MessageNames.Of(command)) <= 1);
        }
    }

    [Fact]
    public void Every_grain_is_told_of_its_deadlines() =>
        GrainCatalog.Default.Grains.ShouldAllBe(grain => GrainCatalog.Default.RowsOf(grain).Any(row => row.Command == MessageNames.Of(typeof(DeadlineReached))));

    [Theory, MemberData(nameof(Grains))]
    public void Every_row_says_when_who_and_why(string grain)
    {
        foreach (var row in GrainCatalog.Default.RowsOf(grain))
        {
            row.Stages.ShouldNotBeEmpty(row.Command);
            row.By.ShouldNotBeNullOrWhiteSpace(row.Command);
            row.Why.ShouldNotBeNullOrWhiteSpace(row.Command);
        }
    }

    [Theory, MemberData(nameof(Grains))]
    public void Every_stage_that_a_command_needs_can_be_reached(string grain)
    {
        var rows = GrainCatalog.Default.RowsOf(grain);
        var reached = new HashSet<string> { "None" };
        while (rows.Where(row => row.Stages.Any(reached.Contains)).SelectMany(row => row.LeadsTo).ToArray() is var next && !reached.IsSupersetOf(next)) reached.UnionWith(next);
        rows.SelectMany(row => row.Stages).Except(reached).ShouldBeEmpty();
    }

    [Fact]
    public void Every_stage_has_a_name_in_each_language_and_no_name_is_left_over()
    {
        var stages = GrainCatalog.Default.Grains
            .SelectMany(grain => GrainCatalog.Default.RowsOf(grain).SelectMany(row => row.Stages.Concat(row.LeadsTo)).Select(stage => (grain, stage)))
            .Concat(Enum.GetNames<TrancheStage>().Select(stage => ("tranche", stage)))
            .Concat(Enum.GetNames<OccurrenceStage>().Select(stage => ("occurrence", stage)))
            .Concat(Enum.GetNames<MeetingStage>().Select(stage => ("meeting", stage)))
            .Concat(Enum.GetNames<ActivityStage>().Select(stage => ("activity", stage)))
            .Concat(Enum.GetNames<ReportStage>().Select(stage => ("report", stage)))
            .Where(s => s.Item2 != "None").Distinct().ToArray();
        foreach (var language in Texts.Languages)
        {
            var named = Texts.In(language).Catalogue.Entries.Where(e => e.Section == Catalogue.Stages).Select(e => e.Key);
            named.Order().ShouldBe(stages.Select(s => $"{s.Item1}.{char.ToLowerInvariant(s.Item2[0])}{s.Item2[1..]}").Order(), language);
        }
    }

    /// <summary>The event is an empty shell: a grain that knows it may stumble over what is not in it, which is as good an answer.</summary>
    private static bool IsUnknown(GrainRules rules, object state, Type type)
    {
        try
        {
            rules.Evolve(state, (IEvent)RuntimeHelpers.GetUninitializedObject(type));
            return false;
        }
        catch (UnknownEventException)
        {
            return true;
        }
        catch (Exception e) when (e is NullReferenceException or ArgumentNullException or ArgumentException or InvalidOperationException or KeyNotFoundException)
        {
            return false;
        }
    }
}
