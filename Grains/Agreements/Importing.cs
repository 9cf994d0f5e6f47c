using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Kernel;
using Fields = Mithaq.Contracts.Refusals.Fields;

namespace Mithaq.Grains.Agreements;

/// <summary>An agreement on paper enters through the ordinary events, with the act dates of the paper.</summary>
internal static class Importing
{
    public static Decision Import(Agreement agreement, ImportAgreement command, Context context)
    {
        if (command.Kind is AgreementKind.Specific) return Refusal.Of(AgreementRefusals.OpensThroughFramework);
        var errors = Errors(agreement, command, context);
        if (errors.Count > 0) return Refusal.Invalid(errors);
        if (Formation.Unknown(command.Parties, context) is { } unknown) return unknown;
        var by = context.Actor.Organisation;
        if (command.Parties.All(p => p.Organisation != by)) return Refusal.Of(AgreementRefusals.InitiatorNotAmongParties, ("organisation", by));
        if (ActDates.Refuses(command.InForceOn, command.Zone, context) is { } future) return future;

        var running = agreement with { Terms = command.Term, InForceOn = command.InForceOn };
        var today = context.Today(command.Zone);
        var last = Renewing.LastDay(running, command.Renewals);
        if (last <= today) return Refusal.Of(AgreementRefusals.ImportedTermOver, ("ended", last));
        return Decision.Of(
        [
            new AgreementDrafted(command.Kind, command.Title, command.Zone, command.Currency, by, command.Parties),
            new SubstanceSet(command.Substance),
            new TermSet(command.Term),
            new GovernanceSet(command.Governance ?? new()),
            new CommitmentsSet(command.Commitments ?? []),
            new FundingSet(command.Contributions ?? [], command.Tranches ?? []),
            new TextRevised(1, Formation.HashOf(command.Clauses, command.Documents ?? []), command.Clauses, command.Documents ?? []),
            .. command.Signatures.Select(s => new TextSigned(
                s.Party, s.Signatory, Formation.HashOf(command.Clauses, command.Documents ?? []), s.ActDate, s.Paper)),
            new EveryPartySigned(command.Signatures.Max(s => s.ActDate)),
            new AgreementCameIntoForce(command.InForceOn, Renewing.LastDay(running, renewals: 0)),
            .. Enumerable.Range(1, command.Renewals).Select(n => new TermRenewed(
                n, Renewing.LastDay(running, n - 1)!.Value.AddDays(1), Renewing.LastDay(running, n)!.Value, command.Term.Renewal is RenewalMode.Tacit)),
            new AgreementImported(today, by),
            .. TrancheConditions.CallableAtOnce(running with { Tranches = [.. command.Tranches ?? []] }, command.InForceOn),
            .. Programmes.WhenInForce(running with { Ends = last, ImportedOn = today, Governance = command.Governance ?? new() }, today),
        ]);
    }

    /// <summary>Everything that is wrong, at once, wherever it stands.</summary>
    private static List<FieldError> Errors(Agreement agreement, ImportAgreement command, Context context)
    {
        var check = new Check().Text("/title", command.Title).Zone("/zone", command.Zone, context.Zones)
            .Count("/clauses", command.Clauses, 1, 500).Unique("/clauses", command.Clauses, c => c.Number).Count("/documents", command.Documents, 0, 200)
            .Unique("/signatures", command.Signatures, s => s.Party).Date("/inForceOn", command.InForceOn)
            .Range("/renewals", command.Renewals, 0, command.Term?.MaxRenewals ?? 0);
        ContentChecks.Currency(check, "/currency", command.Currency);
        ContentChecks.Parties(check, "/parties", command.Parties);
        check.Each("/clauses", command.Clauses, (at, clause) => ContentChecks.Clause(check, at, clause))
            .Each("/documents", command.Documents, (at, document) => check.Document(at, document))
            .Each("/signatures", command.Signatures, (at, s) => check.Document($"{at}/paper", s.Paper).Date($"{at}/actDate", s.ActDate).InOrder($"{at}/actDate", s.ActDate, command.InForceOn)
                .That(command.Parties?.Any(p => p?.Organisation == s.Party) ?? false, $"{at}/party", Fields.UnknownReference, ("value", s.Party)));
        foreach (var party in (command.Parties ?? []).OfType<Party>())
            check.That(command.Signatures?.Any(s => s?.Party == party.Organisation) ?? false, "/signatures", Fields.Required, ("party", party.Organisation));

        var content = agreement with { Currency = command.Currency, Parties = [.. (command.Parties ?? []).OfType<Party>()], Substance = command.Substance };
        return
        [
            .. check.Refusal?.Errors ?? [],
            .. ContentChecks.Of(content, command.Substance)?.Errors ?? [],
            .. ContentChecks.Of(content, command.Term)?.Errors ?? [],
            .. ContentChecks.Of(content, command.Governance ?? new())?.Errors ?? [],
            .. ContentChecks.Of(content, command.Commitments ?? [])?.Errors ?? [],
            .. ContentChecks.Of(content, command.Contributions ?? [], command.Tranches ?? [])?.Errors ?? [],
        ];
    }

    public static Agreement Apply(Agreement agreement, AgreementImported e) => agreement with { ImportedOn = e.On };
}
