using Mithaq.Contracts;
using Mithaq.Contracts.Cases;
using Mithaq.Grains.Kernel;
using Fields = Mithaq.Contracts.Refusals.Fields;

namespace Mithaq.Grains.Cases;

/// <summary>
/// Invariants: there is no support before the case is accepted; the stage is one of the project's; each is entered from the one before, or repeated.
/// </summary>
internal static class Supporting
{
    public static Decision Start(Case state, StartSupport command, Context context) => state.Refuses(command.ActDate, context) is { } refusal
        ? refusal
        : [new SupportStarted(context.Actor.Party, state.Stages[0].Id, state.Stages.Length, command.ActDate)];

    public static Decision Advance(Case state, AdvanceStage command, Context context)
    {
        if (new Check().Text("/note", command.Note, 2000, required: false).Refusal is { } invalid) return invalid;
        if (state.StageNumber == state.Stages.Length) return Refusal.Of(CaseRefusals.LastStage, ("of", state.Stages.Length));
        return state.Refuses(command.ActDate, context) is { } refusal
            ? refusal
            : [new StageAdvanced(
                context.Actor.Party, state.CurrentStage().Id, state.Stages[state.StageNumber].Id, state.StageNumber + 1, state.Stages.Length, command.ActDate, command.Note)];
    }

    public static Decision Repeat(Case state, RepeatStage command, Context context)
    {
        var check = new Check().Text("/stage", command.Stage).Text("/reason", command.Reason, 2000);
        var index = state.Stages.TakeWhile(stage => stage.Id != command.Stage).Count();
        if (check.Refusal is null) check.That(index < state.Stages.Length, "/stage", Fields.UnknownReference, ("value", command.Stage));
        if (check.Refusal is { } invalid) return invalid;
        if (!state.Terms.StagesRepeat) return Refusal.Of(CaseRefusals.StagesDoNotRepeat);
        if (index >= state.StageNumber) return Refusal.Of(CaseRefusals.StageNotReached, ("number", index + 1), ("reached", state.StageNumber));
        return state.Refuses(command.ActDate, context) is { } refusal
            ? refusal
            : [new StageRepeated(context.Actor.Party, command.Stage, index + 1, state.Stages.Length, command.Reason, command.ActDate)];
    }

    public static Decision Record(Case state, RecordSupport command, Context context)
    {
        var check = new Check().Text("/note", command.Note, 2000);
        CaseChecks.Documents(check, "/evidence", command.Evidence);
        if (command.Amount is { } amount) check.Money("/amount", amount, state.Currency);
        else check.That(command.Kind is not (SupportKind.Grant or SupportKind.Loan), "/amount", Fields.Required);
        if ((check.Refusal ?? state.Refuses(command.ActDate, context, state.SupportedFrom)) is { } refusal) return refusal;
        if (state.Holds.Covers(command.ActDate) || command.ActDate > state.GraduatedOn)
            return Refusal.Of(CaseRefusals.NotSupportedThen, ("on", command.ActDate));

        return [new SupportGiven(
            context.NewId(0), context.Actor.Party, command.Kind, command.Note, state.CurrentStage().Id, command.ActDate, command.Evidence ?? [], command.Amount)];
    }

    public static Case Apply(Case state, SupportStarted e) =>
        state with { Phase = CasePhase.Supported, Since = e.ActDate, SupportedFrom = e.ActDate, StageNumber = 1 };

    public static Case Apply(Case state, StageAdvanced e) => state with { Since = e.ActDate, StageNumber = e.Number };

    public static Case Apply(Case state, StageRepeated e) => state with { Since = e.ActDate, StageNumber = e.Number };

    public static IEnumerable<OpenItem> OpenItems(Case state) => state.Phase switch
    {
        CasePhase.Accepted => [new("support", DeadlineKind.Other, [state.Supporter], Role.Coordinator, state.Since)],
        CasePhase.Supported => [new($"stage:{state.CurrentStage().Id}", DeadlineKind.Other, [state.Supporter], Role.Coordinator, state.Since)],
        _ => [],
    };
}
