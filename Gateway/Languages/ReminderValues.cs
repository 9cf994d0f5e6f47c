using System.Globalization;
using Mithaq.Contracts;

namespace Mithaq.Gateway.Languages;

/// <summary>
/// A notice of a deadline: <c>when</c> (before, today, late), <c>days</c> (how many, from the resolved date), <c>kind</c>, <c>subject</c> (which commitment,
/// tranche, formality, office, follow-up, activity or report), <c>nominal</c>, <c>moved</c> (the working day to which it moved, where it did) and <c>told</c>.
/// </summary>
internal sealed class ReminderValues(Texts texts, DeadlineStepsTaken steps, Func<string, string?>? names) : IValues
{
    public static IReadOnlyList<string> Paths { get; } = ["when", "days", "kind", "subject", "nominal", "moved", "told"];

    public Value? Of(string path) => path switch
    {
        "when" => new("", steps.Highest switch { < 0 => "before", 0 => "today", _ => "late" }),
        "days" => Number(Math.Abs(steps.Highest)),
        "kind" => new(texts.Deadline(steps.Kind), steps.Kind.ToString()),
        "subject" => Subject is { } subject ? Data(subject) : null,
        "nominal" => Data(texts.Date(steps.Nominal)),
        "moved" => steps.Resolved == steps.Nominal ? null : Data(texts.Date(steps.Resolved)),
        // Missing in what is published.
        "told" => steps.Told is not { Count: > 0 } ? null : new(texts.List([.. steps.Told.Select(Told)])),
        _ => null,
    };

    /// <summary>
    /// What the text calls it stands in the deadline's key: second ("occurrence:stage-reports:2027-04-01"), or after the version of the text ("formality:2:visa").
    /// </summary>
    private string? Subject => steps.Kind switch
    {
        DeadlineKind.CommitmentOccurrence or DeadlineKind.MandateEnd or DeadlineKind.TrancheDate or DeadlineKind.TranchePayment or DeadlineKind.TrancheReceipt
            or DeadlineKind.TrancheJustification or DeadlineKind.FollowUp or DeadlineKind.ProgrammeOpening or DeadlineKind.ProgrammeReport or DeadlineKind.Activity
            or DeadlineKind.CaseStageReport => steps.Key.Split(':').ElementAtOrDefault(1),
        DeadlineKind.Formality => steps.Key.Split(':').ElementAtOrDefault(2),
        _ => null,
    };

    private string Told(Told told) => texts.Worded(Catalogue.Words, told.Person is null ? "told.nobody" : "told.person", new ToldValues(texts, told, names));

    private Value Number(int number) => new(texts.Isolated(texts.Number(number)), number.ToString(CultureInfo.InvariantCulture), number);

    private Value Data(string text) => new(texts.Isolated(text), text);

    private sealed class ToldValues(Texts texts, Told told, Func<string, string?>? names) : IValues
    {
        public Value? Of(string path) => path switch
        {
            "person" when told.Person is { } person => Named(person.ToString()),
            "role" => new(texts.Role(told.Role)),
            "organisation" => Named(told.Organisation.Value),
            _ => null,
        };

        private Value Named(string id) => new(texts.Isolated(names?.Invoke(id) ?? id), id);
    }
}
