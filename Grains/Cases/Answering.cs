using Mithaq.Contracts;
using Mithaq.Contracts.Cases;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Cases;

/// <summary>Invariants: the supporter alone answers; the days for its answer start with the proposal, and anew with each completion.</summary>
internal static class Answering
{
    public static Decision Accept(Case state, AcceptCase command, Context context) =>
        (Refuses(state, command.Note, "/note", false, command.ActDate, context) ?? Duplicates.Refuses(state)) is { } refusal
            ? refusal
            : [new CaseAccepted(context.Actor.Party, command.ActDate, command.Note)];

    public static Decision Decline(Case state, DeclineCase command, Context context) =>
        Refuses(state, command.Reason, "/reason", true, command.ActDate, context) is { } refusal
            ? refusal
            : [new CaseDeclined(context.Actor.Party, command.Reason, command.ActDate)];

    public static Decision Waitlist(Case state, WaitlistCase command, Context context) =>
        Refuses(state, command.Reason, "/reason", false, command.ActDate, context) is { } refusal
            ? refusal
            : [new CaseWaitlisted(context.Actor.Party, command.ActDate, command.Reason)];

    public static Decision Return(Case state, ReturnForCompletion command, Context context)
    {
        var check = new Check().Count("/missing", command.Missing, 1, 20).Date("/completeBy", command.CompleteBy, required: false)
            .InOrder("/completeBy", command.ActDate, command.CompleteBy);
        check.Each("/missing", command.Missing, (at, text) => check.Text(at, text));
        if (check.Refusal is { } invalid) return invalid;
        return state.Refuses(command.ActDate, context) is { } refusal
            ? refusal
            : [new CaseReturnedForCompletion(context.Actor.Party, command.Missing, command.CompleteBy ?? command.ActDate.AddDays(state.Terms.AnswerDays), command.ActDate)];
    }

    public static Decision Complete(Case state, CompleteCase command, Context context)
    {
        var documents = command.Documents ?? [];
        var check = new Check().Text("/note", command.Note, 2000, required: documents.Count == 0);
        CaseChecks.Documents(check, "/documents", documents);
        return (check.Refusal ?? state.Refuses(command.ActDate, context)) is { } refusal
            ? refusal
            : [new CaseCompleted(context.Actor.Party, documents, command.ActDate, command.Note)];
    }

    public static Case Apply(Case state, CaseAccepted e) => state with { Phase = CasePhase.Accepted, Since = e.ActDate };

    public static Case Apply(Case state, CaseDeclined e) => state with { Phase = CasePhase.Declined, Since = e.ActDate };

    public static Case Apply(Case state, CaseWaitlisted e) => state with { Phase = CasePhase.Waitlisted, Since = e.ActDate };

    public static Case Apply(Case state, CaseReturnedForCompletion e) =>
        state with { Phase = CasePhase.ReturnedForCompletion, Since = e.ActDate, CompleteBy = e.CompleteBy };

    public static Case Apply(Case state, CaseCompleted e) => state with { Phase = CasePhase.Proposed, Since = e.ActDate, CompleteBy = null };

    public static IEnumerable<OpenItem> OpenItems(Case state) => state.Phase switch
    {
        CasePhase.Proposed => [Waits(state, "answer", DeadlineKind.CaseAnswer, state.Supporter, state.Since.AddDays(state.Terms.AnswerDays))],
        CasePhase.ReturnedForCompletion => [Waits(state, "completion", DeadlineKind.CaseCompletion, state.Proposer, state.CompleteBy!.Value)],
        // A place on the waiting list lasts as long as it takes.
        CasePhase.Waitlisted => [new("waiting-list", DeadlineKind.CaseAnswer, [state.Supporter], Role.Coordinator, state.Since)],
        _ => [],
    };

    private static OpenItem Waits(Case state, string key, DeadlineKind kind, OrganisationId owes, DateOnly by) => state.Pauses.IsOpen
        ? new(key, kind, [owes], Role.Coordinator, state.Since)
        : state.Item(key, kind, owes, state.Since, state.Pauses.DueOn(state.Since, by));

    private static Refusal? Refuses(Case state, string? text, string pointer, bool required, DateOnly actDate, Context context) =>
        new Check().Text(pointer, text, 2000, required).Refusal ?? state.Refuses(actDate, context);
}
