using Mithaq.Contracts;
using Mithaq.Contracts.Programmes;
using Mithaq.Grains.Kernel;
using static Mithaq.Grains.Programmes.ProgrammePermissions;
using static Mithaq.Grains.Programmes.ProgrammeStage;

namespace Mithaq.Grains.Programmes;

/// <summary>The whole life of a programme, a row a command.</summary>
internal static class ProgrammeLifecycle
{
    public static Lifecycle<Programme, ProgrammeStage> Rows { get; } = new(programme => programme.Stage, None)
    {
        // stages   command                    by                 decided in                  why                                         leads to
        { In(None), On<OpenProgramme>(),       BySystem,          Opening.Open,               "its agreement has opened it", Open },
        { In(Open), On<SetProject>(),          CoordinatorOrLead, Planning.SetProject,        "what is to be done, under which axis, led by whom" },
        { Living,   On<ConfirmRecordedActs>(), Coordinator,       RecordedActs.Confirm,       "a party that has accounts by now stands by its letters" },
        { Living,   On<DeadlineReached>(),     BySystem,          ProgrammeDeadlines.Reached, "the grain checks the timer against its state" },
    };

    private static ProgrammeStage[] In(params ProgrammeStage[] stages) => stages;

    private static On<TCommand> On<TCommand>() where TCommand : ICommand => default;

    private static ProgrammeStage[] Living => [Open];
}
