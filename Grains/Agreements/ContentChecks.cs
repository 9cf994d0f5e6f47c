using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Kernel;
using Fields = Mithaq.Contracts.Refusals.Fields;

namespace Mithaq.Grains.Agreements;

/// <summary>What any part of an agreement's content must hold, wherever it comes from: a draft, an addendum, an import.</summary>
internal static class ContentChecks
{
    private const int MostParties = 50;

    public static void Currency(Check check, string at, string? currency) =>
        check.That(currency is not null && Currencies.Decimals.ContainsKey(currency), at, Fields.UnknownCurrency, ("currency", currency));

    public static void Parties(Check check, string at, IReadOnlyList<Party>? parties) => check
        .Count(at, parties, 2, MostParties)
        .Unique(at, parties, p => p.Organisation)
        .Each(at, parties, (here, party) => check
            .Slug($"{here}/organisation", party.Organisation)
            .Text($"{here}/capacity", party.Capacity, required: false)
            .Count($"{here}/approvalChain", party.ApprovalChain, 0, 5)
            .Unique($"{here}/approvalChain", party.ApprovalChain, role => role));

    public static void Clause(Check check, string at, Clause clause) => check
        .Text($"{at}/number", clause.Number, 20).Text($"{at}/heading", clause.Heading, 300).Hash($"{at}/wording", clause.Wording);

    public static Refusal? Of(Agreement agreement, Substance? substance)
    {
        if (substance is null) return Missing("/substance");
        var check = new Check().Text("/substance/purpose", substance.Purpose, Check.LongText)
            .Count("/substance/axes", substance.Axes, 0, 100).Unique("/substance/axes", substance.Axes, a => a.Id)
            .Count("/substance/principles", substance.Principles, 0, 50);
        check.Each("/substance/axes", substance.Axes, (at, axis) => check.Text($"{at}/id", axis.Id, 60).Text($"{at}/title", axis.Title))
            .Each("/substance/principles", substance.Principles, (at, principle) => check.Text(at, principle))
            .InOrder("/substance/strategy/to", substance.Strategy?.From, substance.Strategy?.To);
        return check.Refusal;
    }

    public static Refusal? Of(Agreement agreement, Term? term)
    {
        if (term is null) return Missing("/term");
        var check = new Check()
            .That(term.Months is null || term.Ends is null, "/term/ends", Fields.OutOfRange, ("value", term.Ends))
            .InOrder("/term/ends", term.Effective, term.Ends)
            .Range("/term/months", term.Months ?? 1, 1, 1200)
            .Range("/term/maxRenewals", term.MaxRenewals, term.Renewal is RenewalMode.None ? 0 : 1, term.Renewal is RenewalMode.None ? 0 : 50)
            .Range("/term/renewalMonths", term.RenewalMonths, term.Renewal is RenewalMode.None ? 0 : 1, term.Renewal is RenewalMode.None ? 0 : 1200)
            .Range("/term/noticeMonths", term.NoticeMonths, 0, 24);
        var endsAtAll = term.Months is not null || term.Ends is not null;
        check.That(endsAtAll || term.Renewal is RenewalMode.None, "/term/renewal", Fields.OutOfRange, ("value", term.Renewal));
        if (agreement.Parentage is { SurvivesParent: false, FrameworkEnds: { } framework }) check.InOrder("/term/ends", term.Ends, framework);
        return check.Refusal;
    }

    public static Refusal? Of(Agreement agreement, Governance? governance)
    {
        if (governance is null) return Missing("/governance");
        var check = new Check()
            .Count("/governance/committees", governance.Committees, 0, 20).Unique("/governance/committees", governance.Committees, c => c.Id)
            .Range("/governance/reviewDays", governance.ReviewDays, 1, 180)
            .Range("/governance/withdrawalMonths", governance.WithdrawalMonths ?? 0, 0, 24)
            .Range("/governance/cureDays", governance.CureDays, 1, 365)
            .Range("/governance/evaluationDays", governance.EvaluationDays, 1, 730)
            .Range("/governance/programmeYearStarts", governance.ProgrammeYearStarts, 1, 12);
        check.Each("/governance/committees", governance.Committees, (at, committee) => check
            .Text($"{at}/id", committee.Id, 60).Text($"{at}/title", committee.Title)
            .Range($"{at}/seatsByParty", committee.SeatsByParty, 1, 50).Range($"{at}/meetsEveryMonths", committee.MeetsEveryMonths ?? 1, 1, 24));
        return check.Refusal;
    }

    public static Refusal? Of(Agreement agreement, IReadOnlyList<Commitment>? commitments)
    {
        var check = new Check().Given("/commitments", commitments).Count("/commitments", commitments, 0, 200).Unique("/commitments", commitments, c => c.Id);
        check.Each("/commitments", commitments, (at, c) => Commitment(check, agreement, at, c));
        return check.Refusal;
    }

    public static void Commitment(Check check, Agreement agreement, string at, Commitment commitment)
    {
        check.Text($"{at}/id", commitment.Id, 60).Text($"{at}/title", commitment.Title)
            .Count($"{at}/obligors", commitment.Obligors, 1, MostParties).Count($"{at}/beneficiaries", commitment.Beneficiaries, 1, MostParties)
            .Unique($"{at}/obligors", commitment.Obligors, o => o).Unique($"{at}/beneficiaries", commitment.Beneficiaries, b => b)
            .Each($"{at}/obligors", commitment.Obligors, (here, party) => Known(check, agreement, here, party))
            .Each($"{at}/beneficiaries", commitment.Beneficiaries, (here, party) => Known(check, agreement, here, party))
            .Given($"{at}/recurrence", commitment.Recurrence)
            .Range($"{at}/recurrence/everyMonths", commitment.Recurrence?.EveryMonths ?? 1, 1, 60)
            .InOrder($"{at}/recurrence/until", commitment.Recurrence?.First, commitment.Recurrence?.Until)
            .That(commitment.Axis is null || agreement.HasAxis(commitment.Axis), $"{at}/axis", Fields.UnknownReference, ("value", commitment.Axis));
        // Whoever accepts a report is not the one who made it: somebody else must be able to.
        check.That(commitment.Beneficiaries?.Count > 1 || commitment.Obligors?.Any(o => !(commitment.Beneficiaries?.Contains(o) ?? false)) == true,
            $"{at}/beneficiaries", Fields.TooFew, ("least", 2), ("count", commitment.Beneficiaries?.Count ?? 0));
    }

    public static Refusal? Of(Agreement agreement, IReadOnlyList<Contribution>? contributions, IReadOnlyList<Tranche>? tranches)
    {
        var check = new Check().Given("/contributions", contributions).Given("/tranches", tranches)
            .Count("/contributions", contributions, 0, 500).Unique("/contributions", contributions, c => c.Id)
            .Count("/tranches", tranches, 0, 500).Unique("/tranches", tranches, t => t.Id);
        check.Each("/contributions", contributions, (at, c) => Contribution(check, agreement, at, c));
        Tranches(check, agreement, "/tranches", contributions ?? [], tranches);
        return check.Refusal;
    }

    public static void Contribution(Check check, Agreement agreement, string at, Contribution contribution)
    {
        check.Text($"{at}/id", contribution.Id, 60).Money($"{at}/amount", contribution.Amount, agreement.Currency).Range($"{at}/year", contribution.Year, 1990, 2200)
            .Text($"{at}/valuation", contribution.Valuation, required: contribution.Kind is ContributionKind.InKind)
            .That(contribution.Axis is null || agreement.HasAxis(contribution.Axis), $"{at}/axis", Fields.UnknownReference, ("value", contribution.Axis));
        Known(check, agreement, $"{at}/party", contribution.Party);
    }

    /// <summary>Each tranche belongs to a cash contribution of another party, and together they do not exceed it.</summary>
    public static void Tranches(Check check, Agreement agreement, string at, IReadOnlyList<Contribution> contributions, IReadOnlyList<Tranche>? tranches)
    {
        var named = contributions.Where(c => c?.Id is not null).ToArray();
        var left = named.Where(c => c.Kind is ContributionKind.Cash).GroupBy(c => c.Id).ToDictionary(g => g.Key, g => g.First().Amount.Amount);
        var funders = named.GroupBy(c => c.Id).ToDictionary(g => g.Key, g => g.First().Party);
        var earlier = new HashSet<string>();
        check.Each(at, tranches, (here, tranche) =>
        {
            check.Text($"{here}/id", tranche.Id, 60).Money($"{here}/amount", tranche.Amount, agreement.Currency)
                .That(tranche.Amount.Amount != 0, $"{here}/amount/amount", Fields.OutOfRange, ("value", tranche.Amount.Amount))
                .Range($"{here}/payDays", tranche.PayDays, 1, 365).Range($"{here}/justifyDays", tranche.JustifyDays, 1, 730)
                .Count($"{here}/conditions", tranche.Conditions, 0, 20).Unique($"{here}/conditions", tranche.Conditions, c => c.Key)
                .Each($"{here}/conditions", tranche.Conditions, (spot, condition) => Condition(check, spot, condition, earlier));
            Known(check, agreement, $"{here}/recipient", tranche.Recipient);
            if (tranche.Contribution is null || !left.ContainsKey(tranche.Contribution))
                check.That(false, $"{here}/contribution", Fields.UnknownReference, ("value", tranche.Contribution));
            else
            {
                left[tranche.Contribution] -= tranche.Amount.Amount;
                check.That(left[tranche.Contribution] >= 0, $"{here}/amount", Fields.OutOfRange, ("least", 0), ("most", left[tranche.Contribution] + tranche.Amount.Amount), ("value", tranche.Amount.Amount));
                check.That(funders[tranche.Contribution] != tranche.Recipient, $"{here}/recipient", Fields.Duplicate, ("key", tranche.Recipient));
            }
            if (tranche.Id is not null) earlier.Add(tranche.Id);
        });
    }

    private static void Condition(Check check, string at, TrancheCondition condition, HashSet<string> earlier) => check
        .Text($"{at}/key", condition.Key, 100)
        .That(condition.Kind is not TrancheConditionKind.Date || condition.On is not null, $"{at}/on", Fields.Required)
        .That(condition.Kind is not TrancheConditionKind.ShareJustified || (condition.Tranche is { } id && earlier.Contains(id)), $"{at}/tranche", Fields.UnknownReference, ("value", condition.Tranche))
        .Range($"{at}/percent", condition.Percent ?? (condition.Kind is TrancheConditionKind.ShareJustified ? 0 : 1), 1, 100);

    public static Refusal? Of(Agreement agreement, IReadOnlyList<Formality>? formalities)
    {
        var check = new Check().Given("/formalities", formalities).Count("/formalities", formalities, 0, 20).Unique("/formalities", formalities, f => f.Id);
        check.Each("/formalities", formalities, (at, formality) =>
        {
            check.Text($"{at}/id", formality.Id, 60).Text($"{at}/giver", formality.Giver).Range($"{at}/legalDays", formality.LegalDays, 1, 365);
            Known(check, agreement, $"{at}/party", formality.Party);
        });
        return check.Refusal;
    }

    private static Refusal? Missing(string at) => new Check().Given(at, null).Refusal;

    private static void Known(Check check, Agreement agreement, string at, OrganisationId party) =>
        check.That(agreement.IsParty(party), at, Fields.UnknownReference, ("value", party));
}

/// <summary>What a draft needs before it goes to the parties; everything missing, or left over from an earlier list of parties or axes, at once.</summary>
internal static class Completeness
{
    public static Refusal? Refuses(Agreement agreement)
    {
        var check = new Check()
            .That(agreement.Text.Number > 0, "/text", Fields.Required)
            .That(agreement.Substance is not null, "/substance", Fields.Required);
        List<FieldError> errors = [.. check.Refusal?.Errors ?? []];
        foreach (var stale in new[]
                 {
                     ContentChecks.Of(agreement, agreement.Terms), ContentChecks.Of(agreement, agreement.Commitments),
                     ContentChecks.Of(agreement, agreement.Contributions, agreement.Tranches), ContentChecks.Of(agreement, agreement.Formalities),
                 })
            errors.AddRange(stale?.Errors ?? []);
        return errors.Count == 0 ? null : new Refusal(AgreementRefusals.Incomplete, new Dictionary<string, string>(), errors);
    }
}
