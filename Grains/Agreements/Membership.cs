using System.Collections.Immutable;
using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Agreements;

public sealed record Accession(Party Party, DateOnly Since, PartyApprovals Consents);

/// <param name="Leaving">Notices of withdrawal that have not taken effect.</param>
public sealed record MembershipState(ImmutableDictionary<Guid, Accession> Accessions, ImmutableDictionary<OrganisationId, WithdrawalGiven> Leaving)
{
    public static MembershipState None { get; } = new(ImmutableDictionary<Guid, Accession>.Empty, ImmutableDictionary<OrganisationId, WithdrawalGiven>.Empty);
}

/// <summary>Invariants: nobody accedes without every party's consent; an agreement runs between two parties or more, and ends with the last but one.</summary>
internal static class Membership
{
    public static Decision ProposeAccession(Agreement agreement, ProposeAccession command, Context context)
    {
        if (!agreement.Governance.AccessionOpen) return Refusal.Of(AgreementRefusals.AccessionNotOpen);
        if (command.Party is not { Organisation: var organisation }) return new Check().Given("/party", null).Refusal!;
        if (agreement.IsParty(organisation)) return Refusal.Of(AgreementRefusals.AlreadyAParty, ("organisation", organisation));
        var check = new Check().Document("/instrument", command.Instrument);
        ContentChecks.Parties(check, "/parties", [.. agreement.Parties, command.Party]);
        if (check.Refusal is { } invalid) return invalid;
        if (Formation.Unknown([command.Party], context) is { } unknown) return unknown;
        return [new AccessionProposed(context.NewId(0), context.Actor.Party, command.Party, command.Instrument, context.Today(agreement.Zone))];
    }

    public static Decision Consent(Agreement agreement, ConsentToAccession command, Context context)
    {
        if (agreement.Membership.Accessions.GetValueOrDefault(command.Accession) is not { } accession)
            return Refusal.Of(AgreementRefusals.UnknownAccession, ("accession", command.Accession));
        if (agreement.IsParty(accession.Party.Organisation)) return Refusal.Of(AgreementRefusals.AlreadyAParty, ("organisation", accession.Party.Organisation));
        if (Suspension.RefusesDate(agreement, command.ActDate, context) is { } date) return date;

        var party = context.Actor.Party;
        if (accession.Consents.Has(party)) return Refusal.Of(AgreementRefusals.AlreadyAgreed, ("organisation", party));
        var consented = new AccessionConsented(command.Accession, party, command.ActDate);
        return Decision.Of([consented, .. ConsentedByAll(Apply(agreement, consented), context)]);
    }

    /// <summary>Whoever every party wants in accedes; the next one needs the newcomer's consent too.</summary>
    public static IReadOnlyList<IEvent> ConsentedByAll(Agreement agreement, Context context)
    {
        var ready = agreement.Membership.Accessions.Where(a => a.Value.Consents.AreOfAll(agreement.PartyIds)).OrderBy(a => a.Value.Since).ThenBy(a => a.Key);
        return ready.Select(a => new PartyAcceded(a.Key, a.Value.Party, context.Today(agreement.Zone))).Take(1).ToArray();
    }

    public static Decision GiveWithdrawal(Agreement agreement, GiveWithdrawal command, Context context)
    {
        if (new Check().Text("/reason", command.Reason, 2000).Document("/evidence", command.Evidence).Refusal is { } invalid) return invalid;
        if (agreement.Governance.WithdrawalMonths is not { } months) return Refusal.Of(AgreementRefusals.WithdrawalNotForeseen);
        var party = context.Actor.Party;
        if (agreement.Membership.Leaving.GetValueOrDefault(party) is { } earlier)
            return Refusal.Of(AgreementRefusals.WithdrawalAlreadyGiven, ("on", earlier.ActDate));
        if (Suspension.RefusesDate(agreement, command.ActDate, context) is { } date) return date;

        var given = new WithdrawalGiven(party, command.ActDate, command.ActDate.AddMonths(months), command.Reason, command.Evidence);
        return Decision.Of([given, .. Leave(Apply(agreement, given), party, context)]);
    }

    /// <summary>Who represents a party by an office is followed by the next holder.</summary>
    public static Decision NoteOfficeHolder(Agreement agreement, NoteOfficeHolder command, Context context) =>
        command.From is { } from && command.From != command.To && agreement.IsParty(command.Organisation) && agreement.Party(command.Organisation).Representative == from
            ? [new RepresentativeChanged(command.Organisation, from, command.To, command.On)]
            : Decision.Nothing;

    /// <summary>A party leaves when its day has come; the last but one takes the agreement with it.</summary>
    public static IReadOnlyList<IEvent> Leave(Agreement agreement, OrganisationId party, Context context)
    {
        if (agreement.Membership.Leaving.GetValueOrDefault(party) is not { } given || given.LeavesOn > context.Today(agreement.Zone)) return [];
        var withdrew = new PartyWithdrew(party, given.LeavesOn);
        return agreement.Parties.Length > 2
            ? [withdrew, .. Parting.Completed(Apply(agreement, withdrew), context)]
            : [withdrew, .. Ending.EndOn(agreement, given.LeavesOn.AddDays(-1), EndCause.PartiesLeft, party, given.ActDate, "withdrawn")];
    }

    public static Agreement Apply(Agreement agreement, AccessionProposed e) =>
        With(agreement, agreement.Membership.Accessions.Add(e.Accession, new(e.Party, e.On, PartyApprovals.None)));

    public static Agreement Apply(Agreement agreement, AccessionConsented e)
    {
        var accession = agreement.Membership.Accessions[e.Accession];
        return With(agreement, agreement.Membership.Accessions.SetItem(e.Accession, accession with { Consents = accession.Consents.Add(e.Party, e.ActDate) }));
    }

    /// <summary>Whoever is in by one proposal is not awaited by another.</summary>
    public static Agreement Apply(Agreement agreement, PartyAcceded e) =>
        WithoutAccessionOf(agreement, e.Party.Organisation) with { Parties = agreement.Parties.Add(e.Party) };

    public static Agreement Apply(Agreement agreement, WithdrawalGiven e) =>
        agreement with { Membership = agreement.Membership with { Leaving = agreement.Membership.Leaving.Add(e.Party, e) } };

    public static Agreement Apply(Agreement agreement, RepresentativeChanged e) => agreement with
    {
        Parties = [.. agreement.Parties.Select(p => p.Organisation == e.Party ? p with { Representative = e.To } : p)],
    };

    /// <summary>What it owed or was owed alone stays on record and stops recurring; of two parties both stay, since both have to close the agreement.</summary>
    public static Agreement Apply(Agreement agreement, PartyWithdrew e)
    {
        var after = agreement with
        {
            Commitments = [.. agreement.Commitments.Select(c => Without(c, e))],
            Membership = agreement.Membership with { Leaving = agreement.Membership.Leaving.Remove(e.Party) },
        };
        return agreement.Parties.Length > 2 ? Parting.Without(after, e.Party) : after;
    }

    public static Agreement WithoutAccessionOf(Agreement agreement, OrganisationId organisation) =>
        With(agreement, agreement.Membership.Accessions.RemoveRange(
            agreement.Membership.Accessions.Where(a => a.Value.Party.Organisation == organisation).Select(a => a.Key)));

    private static Commitment Without(Commitment commitment, PartyWithdrew e)
    {
        OrganisationId[] obligors = [.. commitment.Obligors.Where(o => o != e.Party)], beneficiaries = [.. commitment.Beneficiaries.Where(b => b != e.Party)];
        if (obligors.Length == commitment.Obligors.Count && beneficiaries.Length == commitment.Beneficiaries.Count) return commitment;
        if (obligors.Length > 0 && beneficiaries.Length > 0 && beneficiaries.Union(obligors).Count() > 1)
            return commitment with { Obligors = obligors, Beneficiaries = beneficiaries };
        var last = e.On.AddDays(-1);
        return commitment with { Recurrence = commitment.Recurrence with { Until = commitment.Recurrence.Until is { } until && until < last ? until : last } };
    }

    private static Agreement With(Agreement agreement, ImmutableDictionary<Guid, Accession> accessions) =>
        agreement with { Membership = agreement.Membership with { Accessions = accessions } };

    public static IEnumerable<OpenItem> OpenItems(Agreement agreement)
    {
        if (agreement.Stage is not (AgreementStage.InForce or AgreementStage.Suspended)) yield break;
        foreach (var (id, accession) in agreement.Membership.Accessions)
            yield return new OpenItem($"accession:{id}", DeadlineKind.Other, accession.Consents.Missing(agreement.PartyIds), Role.Coordinator, accession.Since);
        foreach (var (party, given) in agreement.Membership.Leaving)
            yield return agreement.Item($"withdrawal:{party}", DeadlineKind.WithdrawalOfParty, [party], Role.Coordinator, given.ActDate, given.LeavesOn);
    }
}
