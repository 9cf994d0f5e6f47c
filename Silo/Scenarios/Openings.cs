using System.Text.RegularExpressions;
using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Contracts.Committees;
using Mithaq.Contracts.Participations;
using Mithaq.Contracts.Programmes;

namespace Mithaq.Silo.Scenarios;

/// <summary>
/// Grains that no step creates, but the life of another one: a reaction opens them, and they are called after the grain that they come from.
/// "s3.committee.central" is the committee that the agreement foresees under this id, "s3.programme.2025" the programme of that period, "s4.specific.1" the
/// first specific agreement of a framework, "forum.draft.president" the agreement to which a contact has led. Such a name can be used like any other once the
/// grain is there, and be carried on ("s4.specific.1.programme.2025").
/// </summary>
internal static partial class Openings
{
    private const string Recommendation = "recommendation";

    /// <summary>The kind of grain behind each word, and the kind that it comes from.</summary>
    private static readonly Dictionary<string, (string Kind, string From)> Words = new()
    {
        ["committee"] = ("committee", "agreement"),
        ["programme"] = ("programme", "agreement"),
        ["specific"] = ("agreement", "agreement"),
        ["draft"] = ("agreement", "participation"),
    };

    /// <summary>Of a grain's first event: the grain that it comes from, and what it is called there; null: it comes from no other, or only a step can name it.</summary>
    /// <param name="earlier">How many specific agreements a framework had before.</param>
    public static (GrainId From, string Called)? Of(IEvent first, Func<GrainId, int> earlier) => first switch
    {
        CommitteeConstituted e => (e.Agreement, $"committee.{e.Foreseen.Id}"),
        PeriodOpened e => (e.Agreement, $"programme.{e.Period}"),
        AgreementDrafted { Parentage.Framework: var framework } => (framework, $"specific.{earlier(framework) + 1}"),
        AgreementDrafted { Origin: { } origin } => (origin.Participation, $"draft.{origin.Contact}"),
        _ => null,
    };

    /// <summary>The grains of which an accepted command says that they will be opened: the step that gives it may name them.</summary>
    public static GrainId? Foretold(IEvent happened) => happened switch
    {
        SpecificOpened e => e.Agreement,
        ContactTurnedIntoDraft e => e.Agreement,
        _ => null,
    };

    /// <summary>The kind of grain for which a name of this form stands; null: it has not this form, or what it begins with is not of the kind that opens such a grain.</summary>
    public static string? KindOf(string name, Func<string, string?> kindOf) =>
        Form().Match(name) is { Success: true } match && Words.TryGetValue(match.Groups["word"].Value, out var word) && kindOf(match.Groups["from"].Value) == word.From
            ? word.Kind
            : null;

    /// <summary>A committee's recommendation comes by a reaction too; in the agreement it is called after the decision's key.</summary>
    public static string Called(string agreement, AddendumRecommended recommended) => $"{agreement}.{Recommendation}.{recommended.Decision}";

    public static bool IsRecommendation(string name, Func<string, string?> kindOf) =>
        Form().Match(name) is { Success: true } match && match.Groups["word"].Value == Recommendation && kindOf(match.Groups["from"].Value) == "agreement";

    [GeneratedRegex(@"^(?<from>.+)\.(?<word>[a-z]+)\.(?<key>[^.]+)$")]
    private static partial Regex Form();
}
