using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Agreements;

namespace Mithaq.Silo.Hosting.Cli.Showing;

/// <summary>What an agreement's sheet says beside what every grain's says.</summary>
internal static class AgreementParts
{
    /// <summary>The last occurrences to which something happened; earlier ones are counted.</summary>
    private const int LastOccurrences = 6;

    public static IEnumerable<Fact> Facts(Agreement agreement, Words words)
    {
        yield return new("kind", words.Say("kind"), words.Texts.Word(agreement.Kind));
        if (agreement.Parentage is { } parentage) yield return new("framework", words.Say("framework"), words.Texts.Isolated(words.Names.Of(parentage.Framework.Stream) ?? parentage.Framework.Stream));
        if (agreement.Origin is { } origin) yield return new("origin", words.Say("origin"), words.Texts.Isolated(words.Names.Of(origin.Participation.Stream) ?? origin.Participation.Stream));
        yield return new("term", words.Say("term"), Term(agreement, words));
        if (agreement.Text.Number > 0)
            yield return new("text", words.Say("text"), words.Say("text-version", ("number", agreement.Text.Number), ("clauses", agreement.Text.Clauses.Length), ("hash", agreement.Text.Hash.Value[..12])));
        if (agreement.Addenda.Version > 1) yield return new("version", words.Say("version"), words.Say("amended", ("addenda", agreement.Addenda.Version - 1)));
        if (agreement.Substance?.Axes is { Count: > 0 } axes) yield return new("axes", words.Say("axes"), words.Texts.List(axes.Select(a => words.Texts.Isolated(words.Texts.Of(a.Title)))));
    }

    private static string Term(Agreement agreement, Words words)
    {
        var term = agreement.Terms;
        var parts = new List<string>();
        if (agreement.InForceOn is { } from)
            parts.Add(agreement.Ends is { } ends ? words.Say("term-running", ("from", from), ("to", ends)) : words.Say("term-open", ("from", from)));
        else if (term.Months is { } months) parts.Add(words.Say("term-months", ("months", months)));
        else if (term.Ends is { } until) parts.Add(words.Say("term-until", ("to", until)));
        else parts.Add(words.Say("term-none"));
        if (term.Renewal is not RenewalMode.None)
            parts.Add(words.Say("term-renewal", ("mode", words.Texts.Word(term.Renewal)), ("done", agreement.Renewal.Renewals.Length), ("most", term.MaxRenewals), ("notice", term.NoticeMonths)));
        if (agreement.Suspensions.LastOrDefault(s => s.IsOpen) is { } suspension)
            parts.Add(suspension.ResumesOn is { } resumes ? words.Say("suspended-until", ("from", suspension.From), ("to", resumes)) : words.Say("suspended", ("from", suspension.From)));
        if (agreement.Ending.Ended is { } ended) parts.Add(words.Say("ended", ("on", ended.On), ("cause", words.Texts.Word(ended.Cause))));
        return string.Join(words.Texts.IsRightToLeft ? "؛ " : "; ", parts);
    }

    public static IEnumerable<Part> Parts(Agreement agreement, Words words)
    {
        yield return new("parties", words.Say("parties"), [.. agreement.Parties.Select(p => Party(agreement, p, words))]);
        yield return new("formalities", words.Say("formalities"), [.. agreement.Formalities.Select(f => Formality(agreement, f, words))]);
        yield return new("commitments", words.Say("commitments"), [.. agreement.Commitments.Select(c => Commitment(agreement, c, words))]);
        yield return new("tranches", words.Say("tranches"), [.. agreement.Tranches.Select(t => Tranche(agreement, t, words))]);
        yield return new("addenda", words.Say("addenda"), [.. agreement.Addenda.Open.Values.OrderBy(a => a.Proposed.On).Select(a => Addendum(agreement, a, words))]);
    }

    private static PartRow Party(Agreement agreement, Party party, Words words)
    {
        var text = words.Texts.Isolated(words.Names.Of(party.Organisation));
        if (party.SignsThrough is { } through) text = words.Say("signs-through", ("party", words.Names.Of(party.Organisation)), ("through", words.Names.Of(through)));
        var detail = party.Representative is { } person ? new[] { words.Say("represented-by", ("person", words.Names.Of(person.ToString()) ?? person.ToString())) } : null;
        return new(party.Organisation.Value, text, Detail: detail);
    }

    private static PartRow Formality(Agreement agreement, Formality formality, Words words) => agreement.ResultOf(formality.Id) is { } result
        ? new(formality.Id, Given(formality, words), result.Outcome.ToString(), $"{words.Texts.Word(result.Outcome)} · {words.Texts.Date(result.On)}")
        : new(formality.Id, Given(formality, words), "Awaited", words.Say("awaited"));

    private static string Given(Formality formality, Words words) => $"{words.Texts.Word(formality.Kind)}: {words.Texts.Isolated(words.Texts.Of(formality.Giver))}";

    private static PartRow Commitment(Agreement agreement, Commitment commitment, Words words)
    {
        var happened = agreement.Occurrences.KnownOf(commitment.Id).ToList();
        List<string> detail = [words.Say("owed", ("by", words.List(commitment.Obligors)), ("to", words.List(commitment.Beneficiaries)), ("force", words.Texts.Word(commitment.Force)))];
        if (commitment.Recurrence.EveryMonths is { } months) detail[0] += words.Say("every-months", ("months", months));
        var shown = words.Whole ? happened.Count : Math.Min(happened.Count, LastOccurrences);
        if (happened.Count > shown) detail.Add(words.Say("earlier", ("count", happened.Count - shown)));
        detail.AddRange(happened.TakeLast(shown).Select(o => Occurrence(o.Due, o, words)));
        var prefix = $"occurrence:{commitment.Id}";
        detail.AddRange(words.Due.Where(d => d.Key.StartsWith($"{prefix}:", StringComparison.Ordinal) && happened.TrueForAll(h => !d.Key.EndsWith(Iso(h.Due), StringComparison.Ordinal)))
            .Select(d => words.DueOn(d.Value)));
        return new(commitment.Id, words.Texts.Isolated(words.Texts.Of(commitment.Title)), Detail: detail);
    }

    private static string Occurrence(DateOnly? due, Occurrence occurrence, Words words)
    {
        var state = words.State("occurrence", occurrence.Stage);
        if (occurrence.Stage is not OccurrenceStage.Missed && occurrence.On is { } on) state = $"{state} · {words.Texts.Date(on)}";
        return due is { } day ? $"{words.Texts.Isolated(words.Texts.Date(day))}: {state}" : state;
    }

    private static string Iso(DateOnly? day) => FormattableString.Invariant($"{day:yyyy-MM-dd}");

    private static PartRow Tranche(Agreement agreement, Tranche tranche, Words words)
    {
        var state = agreement.Funding.Of(tranche.Id);
        var funder = agreement.Contributions.FirstOrDefault(c => c.Id == tranche.Contribution)?.Party;
        List<string> detail = [words.Say("paid-by", ("from", funder is { } f ? words.Names.Of(f) : null), ("to", words.Names.Of(tranche.Recipient)))];
        if (state.Stage is TrancheStage.Planned)
            detail.AddRange(tranche.Conditions.Where(c => !state.Met.Contains(c.Key)).Select(c => words.Say("waits-for", ("kind", words.Texts.Word(c.Kind)), ("key", c.Key), ("on", c.On))));
        if (state.DueBy is { } due && state.Stage is TrancheStage.Called or TrancheStage.Paid or TrancheStage.Received) detail.Add(words.DueOn(state.DueBy.Value));
        if (state.Justified > 0) detail.Add(words.Say("justified", ("amount", words.Texts.Money(tranche.Amount with { Amount = state.Justified })), ("of", words.Texts.Money(tranche.Amount with { Amount = state.Paid }))));
        return new(tranche.Id, words.Texts.Isolated(words.Texts.Money(tranche.Amount)), state.Stage.ToString(), words.State("tranche", state.Stage), detail);
    }

    private static PartRow Addendum(Agreement agreement, Addendum addendum, Words words)
    {
        var (state, missing) = !addendum.IsApproved(agreement) ? ("proposed", addendum.Approved.Missing(agreement.PartyIds))
            : !addendum.IsSigned(agreement) ? ("approved", addendum.Signed.Missing(agreement.PartyIds))
            : ("signed", []);
        return new(
            addendum.Id.ToString(), words.Texts.Isolated(words.Texts.Of(addendum.Proposed.Title)), state, words.Say($"addendum.{state}"),
            missing.Count > 0 ? [words.Say("missing", ("parties", words.List(missing)))] : null);
    }

    /// <summary>What an item's key names: commitments and tranches by what the text calls them.</summary>
    public static string? Subject(Agreement agreement, Words words, string id) =>
        agreement.Commitments.FirstOrDefault(c => c.Id == id) is { } commitment ? words.Texts.Of(commitment.Title)
        : agreement.Formalities.FirstOrDefault(f => f.Id == id) is { } formality ? words.Texts.Of(formality.Giver)
        : null;
}
