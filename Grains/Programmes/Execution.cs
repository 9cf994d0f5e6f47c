using Mithaq.Contracts;
using Mithaq.Contracts.Programmes;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Programmes;

/// <summary>A period begins and ends on its days, whatever day of the week it is. Invariant: executing ⇒ approved and begun.</summary>
internal static class Execution
{
    public const string StartKey = "start";
    private const string EndKey = "end";

    public static ProgrammeStarted Started(Programme programme, DateOnly approvedOn) => new(approvedOn > programme.From ? approvedOn : programme.From);

    /// <summary>Before its period or with it.</summary>
    public static ExecutionEnded Ended(Programme programme, DateOnly on) =>
        on < programme.To ? new(on, WithAgreement: true) : new(programme.To, WithAgreement: false);

    /// <summary>The first day has come: it starts, or is not approved in time.</summary>
    public static IReadOnlyList<IEvent> Start(Programme programme, OpenItem item) => programme.Stage switch
    {
        ProgrammeStage.Approved => [Started(programme, programme.Approval.On!.Value)],
        _ => [new NotApprovedInTime(item.Deadline!.Nominal)],
    };

    public static IReadOnlyList<IEvent> End(Programme programme) => [new ExecutionEnded(programme.To, WithAgreement: false)];

    public static Programme Apply(Programme programme, ProgrammeStarted _) => programme with { Stage = ProgrammeStage.Executing };

    /// <summary>What was to change while it was carried out has lapsed.</summary>
    public static Programme Apply(Programme programme, ExecutionEnded e) =>
        programme with { Stage = ProgrammeStage.Closing, To = e.On, Changes = programme.Changes.Clear(), CutShort = e.WithAgreement ? Standing.Now(programme) : null };

    public static IEnumerable<OpenItem> OpenItems(Programme programme)
    {
        if (programme.Stage is ProgrammeStage.Approved)
            yield return programme.FixedItem(
                StartKey, DeadlineKind.ProgrammeStart, programme.Parties, Role.Coordinator, programme.Approval.On!.Value, programme.From);
        if (programme.IsUnapproved && ApprovedAtTheLatest(programme) is { } latest && latest > programme.OpenedOn && programme.Approval.AlertedOn is null)
            yield return programme.Item(StartKey, DeadlineKind.ProgrammeStart, programme.Parties, Role.Coordinator, programme.OpenedOn, latest);
        if (programme.Stage is ProgrammeStage.Executing)
            yield return programme.FixedItem(EndKey, DeadlineKind.ProgrammeEnd, programme.Parties, Role.Coordinator, programme.From, programme.To);
    }

    /// <summary>The first day, or the day after the approval was due where the programme was opened so late that this comes after the first day.</summary>
    private static DateOnly? ApprovedAtTheLatest(Programme programme) =>
        programme.ApproveBy is { } by && by >= programme.From ? by.AddDays(1) : programme.From;
}
