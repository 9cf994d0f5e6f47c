using System.Collections.Immutable;
using Mithaq.Contracts;
using Mithaq.Contracts.Programmes;
using Mithaq.Grains.Kernel;
using Fields = Mithaq.Contracts.Refusals.Fields;

namespace Mithaq.Grains.Programmes;

/// <summary>A measurement that waits for another party's answer.</summary>
public sealed record PendingMeasurement(string Indicator, decimal Value, OrganisationId Party, DateOnly On);

/// <summary>What is achieved by approved measurements, as of the latest of their days.</summary>
public sealed record Achieved(decimal Value, DateOnly On);

/// <param name="Returned">Indicators that are to be measured again, and by whom.</param>
public sealed record MeasuringState(
    ImmutableDictionary<Guid, PendingMeasurement> Pending, ImmutableDictionary<string, Achieved> Achieved,
    ImmutableDictionary<string, (OrganisationId Party, DateOnly On)> Returned)
{
    public static MeasuringState None { get; } = new(
        ImmutableDictionary<Guid, PendingMeasurement>.Empty, ImmutableDictionary<string, Achieved>.Empty,
        ImmutableDictionary<string, (OrganisationId Party, DateOnly On)>.Empty);
}

/// <summary>Invariant: a value counts once a party other than the one that measured has approved it.</summary>
internal static class Measuring
{
    public static Decision Record(Programme programme, RecordMeasurement command, Context context)
    {
        if (programme.Indicators.FirstOrDefault(i => i.Id == command.Indicator) is not { } indicator)
            return Refusal.Of(ProgrammeRefusals.UnknownIndicator, ("indicator", command.Indicator));
        var check = PlanChecks.Documents(PlanChecks.Value(new Check(), "/value", command.Value), "/evidence", command.Evidence)
            .Text("/note", command.Note, 2000, required: false).Count("/parts", command.Parts, 0, 20).Unique("/parts", command.Parts, p => p.Group);
        check.Each("/parts", command.Parts, (at, part) => PlanChecks.Value(check, $"{at}/value", part.Value)
            .That(indicator.Disaggregation?.Contains(part.Group) ?? false, $"{at}/group", Fields.UnknownReference, ("value", part.Group)));
        if (check.Refusal is { } invalid) return invalid;
        var lead = programme.Project(indicator.Project)?.Lead;
        if (!programme.Turn(lead).Contains(context.Actor.Party)) return Refusal.Of(ProgrammeRefusals.NotTheLead, ("organisation", lead), ("activity", indicator.Id));
        if ((new Check().InOrder("/actDate", programme.From, command.ActDate).Refusal ?? ActDates.Refuses(command.ActDate, programme.Zone, context)) is { } date) return date;
        return
        [
            new MeasurementRecorded(
                context.NewId(0), indicator.Id, command.Value, context.Actor.Party, command.ActDate, command.Evidence, command.Parts ?? [], command.Note),
        ];
    }

    public static Decision Approve(Programme programme, ApproveMeasurement command, Context context) =>
        Answers(programme, command.Measurement, command.ActDate, context, out var pending) is { } refusal
            ? refusal
            : [new MeasurementApproved(command.Measurement, pending.Indicator, pending.Value, context.Actor.Party, command.ActDate)];

    public static Decision Return(Programme programme, ReturnMeasurement command, Context context)
    {
        if (new Check().Text("/reason", command.Reason, 2000).Refusal is { } invalid) return invalid;
        return Answers(programme, command.Measurement, command.ActDate, context, out var pending) is { } refusal
            ? refusal
            : [new MeasurementReturned(command.Measurement, pending.Indicator, context.Actor.Party, command.Reason, command.ActDate)];
    }

    private static Refusal? Answers(Programme programme, Guid id, DateOnly actDate, Context context, out PendingMeasurement pending)
    {
        pending = programme.Measuring.Pending.GetValueOrDefault(id)!;
        if (pending is null) return Refusal.Of(ProgrammeRefusals.UnknownMeasurement, ("measurement", id));
        if (pending.Party == context.Actor.Party) return Refusal.Of(ProgrammeRefusals.OwnMeasurement, ("organisation", pending.Party));
        return new Check().InOrder("/actDate", pending.On, actDate).Refusal ?? ActDates.Refuses(actDate, programme.Zone, context);
    }

    public static Programme Apply(Programme programme, MeasurementRecorded e) => programme with
    {
        Measuring = programme.Measuring with
        {
            Pending = programme.Measuring.Pending.Add(e.Measurement, new(e.Indicator, e.Value, e.Party, e.ActDate)),
            Returned = programme.Measuring.Returned.Remove(e.Indicator),
        },
    };

    /// <summary>Cumulative: the latest value counts. Periodic: they add up.</summary>
    public static Programme Apply(Programme programme, MeasurementApproved e)
    {
        var measuring = programme.Measuring;
        var measured = measuring.Pending[e.Measurement];
        var achieved = measuring.Achieved.GetValueOrDefault(e.Indicator);
        var periodic = programme.Indicators.FirstOrDefault(i => i.Id == e.Indicator)?.Mode is IndicatorMode.Periodic;
        var now = achieved is null ? new Achieved(e.Value, measured.On)
            : periodic ? new(achieved.Value + e.Value, measured.On > achieved.On ? measured.On : achieved.On)
            : measured.On >= achieved.On ? new(e.Value, measured.On) : achieved;
        return programme with { Measuring = measuring with { Pending = measuring.Pending.Remove(e.Measurement), Achieved = measuring.Achieved.SetItem(e.Indicator, now) } };
    }

    public static Programme Apply(Programme programme, MeasurementReturned e)
    {
        var measuring = programme.Measuring;
        return programme with
        {
            Measuring = measuring with
            {
                Pending = measuring.Pending.Remove(e.Measurement),
                Returned = measuring.Returned.SetItem(e.Indicator, (measuring.Pending[e.Measurement].Party, e.ActDate)),
            },
        };
    }

    /// <summary>Measurements wait for another party; indicators for a measurement that was returned or, once the period is over, never made.</summary>
    public static IEnumerable<OpenItem> OpenItems(Programme programme)
    {
        if (programme.Stage is not (ProgrammeStage.Executing or ProgrammeStage.Closing)) yield break;
        var measuring = programme.Measuring;
        foreach (var (id, pending) in measuring.Pending)
            yield return new($"measurement:{id}", DeadlineKind.Other, programme.PartiesExcept([pending.Party]), Role.Coordinator, pending.On);
        var awaited = measuring.Pending.Values.Select(p => p.Indicator).ToHashSet();
        foreach (var indicator in programme.Indicators)
        {
            if (measuring.Returned.TryGetValue(indicator.Id, out var returned))
                yield return new($"measure:{indicator.Id}", DeadlineKind.Other, programme.Turn(returned.Party), Role.ProjectLead, returned.On);
            else if (programme.Stage is ProgrammeStage.Closing && !measuring.Achieved.ContainsKey(indicator.Id) && !awaited.Contains(indicator.Id))
                yield return new($"measure:{indicator.Id}", DeadlineKind.Other, programme.Turn(programme.Project(indicator.Project)?.Lead), Role.ProjectLead, programme.To);
        }
    }
}
