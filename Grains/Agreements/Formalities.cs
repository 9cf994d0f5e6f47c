using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Agreements;

/// <summary>What became of a formality.</summary>
/// <param name="On">The day of the act; deemed: the day after the last legal day.</param>
public sealed record FormalityResult(FormalityOutcome Outcome, DateOnly On, bool Deemed);

/// <summary>Invariants: in force ⇒ every formality granted; a recorded outcome never changes, a deemed one only by an act within the legal days.</summary>
internal static class Formalities
{
    public static Decision Record(Agreement agreement, RecordFormality command, Context context)
    {
        if (new Check().Text("/reference", command.Reference, 100).Document("/evidence", command.Evidence, required: false).Refusal is { } invalid) return invalid;
        if (agreement.Formalities.FirstOrDefault(f => f.Id == command.Formality) is not { } formality)
            return Refusal.Of(AgreementRefusals.UnknownFormality, ("formality", command.Formality));
        if (formality.Party != context.Actor.Party) return Refusal.Of(AgreementRefusals.FormalityOfAnotherParty, ("organisation", formality.Party));
        if (ActDates.Refuses(command.ActDate, agreement.Zone, context) is { } future) return future;

        if (agreement.ResultOf(formality.Id) is { } result)
            return result.Deemed && result.Outcome != command.Outcome && command.ActDate < result.On
                ? Decision.Of([Contradicts(formality, command), .. Recorded(agreement, formality, command, context)])
                : Refusal.Of(AgreementRefusals.FormalitySettled, ("formality", formality.Id), ("outcome", result.Outcome), ("on", result.On));
        return agreement.Stage is AgreementStage.Void
            ? Refusal.Of(AgreementRefusals.FormalityNotAwaited, ("formality", formality.Id))
            : Decision.Of(Recorded(agreement, formality, command, context));
    }

    /// <summary>The legal days are over and the giver kept silent.</summary>
    public static IReadOnlyList<IEvent> Silent(Agreement agreement, OpenItem item, DeadlineReached reached, Context context)
    {
        var formality = agreement.Formalities.First(f => Key(agreement, f) == item.Key);
        var deemed = new FormalityDeemed(
            formality.Id, formality.IfSilent is Silence.DeemedGranted ? FormalityOutcome.Granted : FormalityOutcome.Refused, reached.Resolved.AddDays(1));
        return deemed.Outcome is FormalityOutcome.Granted
            ? [deemed, .. EntryIntoForce.WhenReady(Apply(agreement, deemed), context)]
            : [deemed, Failed(agreement, formality, deemed.On)];
    }

    private static IReadOnlyList<IEvent> Recorded(Agreement agreement, Formality formality, RecordFormality command, Context context)
    {
        if (command.Outcome is FormalityOutcome.Refused)
        {
            var refused = new FormalityRefused(formality.Id, formality.Party, command.ActDate, command.Reference, command.Evidence);
            return agreement.Stage is AgreementStage.Void ? [refused] : [refused, Failed(agreement, formality, command.ActDate)];
        }

        var granted = new FormalityGranted(formality.Id, formality.Party, command.ActDate, command.Reference, command.Evidence);
        var after = Apply(agreement, granted);
        if (after.FormalityResults.Values.Any(r => r.Outcome is FormalityOutcome.Refused)) return [granted];
        if (agreement.Stage is not AgreementStage.Void) return [granted, .. EntryIntoForce.WhenReady(after, context)];
        var back = new AgreementReinstated(formality.Id, command.ActDate);
        return [granted, back, .. EntryIntoForce.WhenReady(Apply(after, back), context)];
    }

    /// <summary>What has bound the parties already cannot go back to draft.</summary>
    private static IEvent Failed(Agreement agreement, Formality formality, DateOnly on) =>
        formality.IfRefused is OnRefusal.NewVersion && agreement.Stage is AgreementStage.Signed
            ? new TextReopened(formality.Id, on)
            : new AgreementVoided(formality.Id, on);

    private static Rectified Contradicts(Formality formality, RecordFormality command) => new(
        MessageNames.Of(typeof(FormalityDeemed)), formality.Id,
        command.Outcome is FormalityOutcome.Refused ? "refused-within-the-legal-days" : "granted-within-the-legal-days", command.ActDate);

    public static Agreement Apply(Agreement agreement, FormalityGranted e) => With(agreement, e.Formality, new(FormalityOutcome.Granted, e.ActDate, Deemed: false));

    public static Agreement Apply(Agreement agreement, FormalityRefused e) => With(agreement, e.Formality, new(FormalityOutcome.Refused, e.ActDate, Deemed: false));

    public static Agreement Apply(Agreement agreement, FormalityDeemed e) => With(agreement, e.Formality, new(e.Outcome, e.On, Deemed: true));

    public static Agreement Apply(Agreement agreement, AgreementVoided _) => agreement with { Stage = AgreementStage.Void };

    public static Agreement Apply(Agreement agreement, TextReopened _) => Reviewing.BackToDraft(agreement);

    public static Agreement Apply(Agreement agreement, AgreementReinstated _) => agreement with { Stage = AgreementStage.Signed };

    private static Agreement With(Agreement agreement, string formality, FormalityResult result) =>
        agreement with { FormalityResults = agreement.FormalityResults.SetItem(formality, result) };

    public static IEnumerable<OpenItem> OpenItems(Agreement agreement) => agreement.Stage is AgreementStage.Signed && agreement.Signing.LastActDate is { } signed
        ? agreement.Formalities.Where(f => agreement.ResultOf(f.Id) is null).Select(f => agreement.Item(
            Key(agreement, f), DeadlineKind.Formality, [f.Party], Role.Coordinator, signed, signed.AddDays(f.LegalDays),
            effectPending: f.IfSilent is not Silence.StaysOpen))
        : [];

    /// <summary>A new version of the text asks for its own visa.</summary>
    private static string Key(Agreement agreement, Formality formality) => $"formality:{agreement.Text.Number}:{formality.Id}";
}
