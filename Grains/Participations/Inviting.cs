using Mithaq.Contracts;
using Mithaq.Contracts.Participations;
using Mithaq.Grains.Kernel;
using Fields = Mithaq.Contracts.Refusals.Fields;

namespace Mithaq.Grains.Participations;

/// <summary>Invariants: only what was an invitation is accepted or declined; no answer is older than its invitation.</summary>
internal static class Inviting
{
    public static Decision Record(Participation participation, RecordInvitation command, Context context)
    {
        var check = new Check().Date("/actDate", command.ActDate)
            .That(command.From is not null || command.Organisation is not null, "/from", Fields.Required)
            .Text("/from", command.From, required: false).Organisation("/organisation", command.Organisation, context)
            .Document("/letter", command.Letter, required: false)
            .Date("/answerBy", command.AnswerBy, required: false).InOrder("/answerBy", command.ActDate, command.AnswerBy);
        if (check.Refusal is { } invalid) return invalid;
        return ActDates.Refuses(command.ActDate, participation.Zone, context) is { } future
            ? future
            : [new InvitationRecorded(command.ActDate, command.From, command.Organisation, command.Letter, command.AnswerBy, context.Today(participation.Zone))];
    }

    public static Decision Accept(Participation participation, AcceptInvitation command, Context context) =>
        Answer(participation, command.ActDate, context) is { } refusal ? refusal : [new InvitationAccepted(command.ActDate)];

    public static Decision Decline(Participation participation, DeclineInvitation command, Context context)
    {
        if (new Check().Text("/reason", command.Reason, 2000).Refusal is { } invalid) return invalid;
        return Answer(participation, command.ActDate, context) is { } refusal ? refusal : [new InvitationDeclined(command.ActDate, command.Reason)];
    }

    public static Decision Confirm(Participation participation, ConfirmParticipation command, Context context) =>
        Answer(participation, command.ActDate, context) is { } refusal ? refusal : [new ParticipationConfirmed(command.ActDate)];

    private static Refusal? Answer(Participation participation, DateOnly actDate, Context context) =>
        new Check().Date("/actDate", actDate).InOrder("/actDate", participation.Invitation?.ActDate, actDate).Refusal
        ?? ActDates.Refuses(actDate, participation.Zone, context);

    public static Participation Apply(Participation participation, InvitationRecorded e) =>
        participation with { Stage = ParticipationStage.Invited, Invitation = e };

    public static IEnumerable<OpenItem> OpenItems(Participation participation)
    {
        if (participation is not { Stage: ParticipationStage.Invited, Invitation: { } invitation }) yield break;
        yield return invitation.AnswerBy is { } by
            ? participation.Item("invitation", DeadlineKind.InvitationAnswer, Role.Coordinator, invitation.On, by)
            : participation.Undated("invitation", DeadlineKind.InvitationAnswer, Role.Coordinator, invitation.On);
    }
}
