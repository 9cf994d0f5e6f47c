using System.Collections.Immutable;
using System.Text;
using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Agreements;

/// <summary>Invariants: two or more parties, none twice, the initiator among them; the text's number grows by one; content changes in Draft alone.</summary>
internal static class Formation
{
    public static Decision Draft(Agreement agreement, DraftAgreement command, Context context)
    {
        if (command.Kind is AgreementKind.Specific) return Refusal.Of(AgreementRefusals.OpensThroughFramework);
        var check = new Check().Text("/title", command.Title).Zone("/zone", command.Zone, context.Zones);
        ContentChecks.Currency(check, "/currency", command.Currency);
        ContentChecks.Parties(check, "/parties", command.Parties);
        if (check.Refusal is { } invalid) return invalid;
        if (Unknown(command.Parties, context) is { } unknown) return unknown;
        return command.Parties.Any(p => p.Organisation == context.Actor.Organisation)
            ? [new AgreementDrafted(command.Kind, command.Title, command.Zone, command.Currency, context.Actor.Organisation, command.Parties, null, command.Origin)]
            : Refusal.Of(AgreementRefusals.InitiatorNotAmongParties, ("organisation", context.Actor.Organisation));
    }

    public static Decision DraftSpecific(Agreement agreement, DraftSpecific command, Context context)
    {
        var check = Opened(command.Zone, command.OpenedBy, command.Parties, context)
            .Given("/parentage", command.Parentage).Grain("/parentage/framework", command.Parentage?.Framework ?? default, "agreement");
        return check.Refusal is { } invalid
            ? invalid
            : [new AgreementDrafted(
                AgreementKind.Specific, command.Title, command.Zone, command.Currency, command.OpenedBy, command.Parties, command.Parentage)];
    }

    public static Decision DraftFromContact(Agreement agreement, DraftFromContact command, Context context)
    {
        var check = Opened(command.Zone, command.OpenedBy, command.Parties, context)
            .Given("/origin", command.Origin).Grain("/origin/participation", command.Origin?.Participation ?? default, "participation");
        return check.Refusal is { } invalid
            ? invalid
            : [new AgreementDrafted(command.Kind, command.Title, command.Zone, command.Currency, command.OpenedBy, command.Parties, null, command.Origin)];
    }

    /// <summary>What a draft cannot be without, whoever asks for it; the rest can be set later.</summary>
    private static Check Opened(string zone, OrganisationId by, IReadOnlyList<Party>? parties, Context context)
    {
        var check = new Check().Zone("/zone", zone, context.Zones).Slug("/openedBy", by);
        ContentChecks.Parties(check, "/parties", parties!);
        return check;
    }

    public static Decision SetParties(Agreement agreement, SetParties command, Context context)
    {
        var check = new Check();
        ContentChecks.Parties(check, "/parties", command.Parties);
        if (check.Refusal is { } invalid) return invalid;
        if (Unknown(command.Parties, context) is { } unknown) return unknown;
        return command.Parties.Any(p => p.Organisation == agreement.Initiator)
            ? [new PartiesSet(command.Parties)]
            : Refusal.Of(AgreementRefusals.InitiatorNotAmongParties, ("organisation", agreement.Initiator));
    }

    public static Decision SetSubstance(Agreement agreement, SetSubstance command, Context context) =>
        Unless(ContentChecks.Of(agreement, command.Substance), new SubstanceSet(command.Substance));

    public static Decision SetTerm(Agreement agreement, SetTerm command, Context context) =>
        Unless(ContentChecks.Of(agreement, command.Term), new TermSet(command.Term));

    public static Decision SetGovernance(Agreement agreement, SetGovernance command, Context context) =>
        Unless(ContentChecks.Of(agreement, command.Governance), new GovernanceSet(command.Governance));

    public static Decision SetCommitments(Agreement agreement, SetCommitments command, Context context) =>
        Unless(ContentChecks.Of(agreement, command.Commitments), new CommitmentsSet(command.Commitments));

    public static Decision SetFunding(Agreement agreement, SetFunding command, Context context) =>
        Unless(ContentChecks.Of(agreement, command.Contributions, command.Tranches), new FundingSet(command.Contributions, command.Tranches));

    public static Decision SetFormalities(Agreement agreement, SetFormalities command, Context context) =>
        Unless(ContentChecks.Of(agreement, command.Formalities), new FormalitiesSet(command.Formalities));

    public static Decision ReviseText(Agreement agreement, ReviseText command, Context context)
    {
        var documents = command.Documents ?? [];
        var check = new Check().Count("/clauses", command.Clauses, 1, 500).Unique("/clauses", command.Clauses, c => c.Number).Count("/documents", documents, 0, 200);
        check.Each("/clauses", command.Clauses, (at, clause) => ContentChecks.Clause(check, at, clause))
            .Each("/documents", documents, (at, document) => check.Document(at, document));
        if (check.Refusal is { } invalid) return invalid;
        var hash = HashOf(command.Clauses, documents);
        return hash == agreement.Text.Hash
            ? Refusal.Of(AgreementRefusals.SameText, ("version", agreement.Text.Number))
            : [new TextRevised(agreement.Text.Number + 1, hash, command.Clauses, documents)];
    }

    public static Decision Reference(Agreement agreement, RecordReference command, Context context)
    {
        if (command.Reference is null) return new Check().Given("/reference", null).Refusal!;
        var check = new Check().Text("/reference/number", command.Reference.Number, 100).Text("/reference/register", command.Reference.Register, 200)
            .That(agreement.IsParty(command.Reference.Party), "/reference/party", Refusals.Fields.UnknownReference, ("value", command.Reference.Party));
        return check.Refusal is { } invalid ? invalid : [new ReferenceRecorded(command.Reference)];
    }

    public static Decision Withdraw(Agreement agreement, WithdrawAgreement command, Context context)
    {
        if (new Check().Text("/reason", command.Reason, 2000).Refusal is { } invalid) return invalid;
        return agreement.Signing.Signatures.IsEmpty
            ? [new AgreementWithdrawn(context.Actor.Party, command.Reason)]
            : Refusal.Of(AgreementRefusals.AlreadySignedByAParty);
    }

    /// <summary>Over every clause and document in order, each part on a line of its own: any change is another text.</summary>
    public static Sha256 HashOf(IReadOnlyList<Clause> clauses, IReadOnlyList<Document> documents)
    {
        var text = new StringBuilder();
        foreach (var clause in clauses) text.Append(clause.Number).Append('\n').Append(clause.Heading).Append('\n').Append(clause.Wording).Append('\n');
        text.Append('\n');
        foreach (var document in documents) text.Append(document.Name).Append('\n').Append(document.Hash).Append('\n');
        return Sha256.Of(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static Decision Unless(Refusal? refusal, IEvent happened) => refusal is null ? [happened] : refusal;

    /// <summary>Parties must exist, and not be retired.</summary>
    public static Refusal? Unknown(IReadOnlyList<Party> parties, Context context)
    {
        foreach (var party in parties)
        {
            if (context.Organisation(party.Organisation) is not { } facts)
                return Refusal.Of(Refusals.UnknownOrganisation, ("organisation", party.Organisation));
            if (facts.Stage is Organisations.OrganisationStage.Retired) return Refusal.Of(Refusals.OrganisationNotActive, ("organisation", party.Organisation));
        }
        return null;
    }

    public static Agreement Apply(Agreement agreement, AgreementDrafted e) => agreement with
    {
        Stage = AgreementStage.Draft,
        Kind = e.Kind,
        Title = e.Title,
        Zone = e.Zone,
        Currency = e.Currency,
        Initiator = e.Initiator,
        Parties = [.. e.Parties],
        Parentage = e.Parentage,
        Origin = e.Origin,
    };

    public static Agreement Apply(Agreement agreement, TextRevised e) =>
        agreement with { Text = new(e.Number, e.Hash, [.. e.Clauses], [.. e.Documents]) };
}
