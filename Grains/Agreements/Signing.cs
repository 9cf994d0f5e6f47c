using System.Collections.Immutable;
using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Agreements;

public sealed record SigningState(
    SigningScheduled? Ceremony, ImmutableDictionary<OrganisationId, TextSigned> Signatures, DateOnly? LastActDate, PartyApprovals Originals)
{
    public static SigningState None { get; } = new(null, ImmutableDictionary<OrganisationId, TextSigned>.Empty, null, PartyApprovals.None);
}

/// <summary>Invariants: every signature is of the approved text; never Signed before the last party has signed.</summary>
internal static class Signing
{
    public static Decision Schedule(Agreement agreement, ScheduleSigning command, Context context)
    {
        if (new Check().Text("/place", command.Place, 200).Refusal is { } invalid) return invalid;
        if (!agreement.Signing.Signatures.IsEmpty) return Refusal.Of(AgreementRefusals.AlreadySignedByAParty);
        return command.Date < context.Today(agreement.Zone)
            ? Refusal.Of(AgreementRefusals.SigningInThePast, ("date", command.Date))
            : [new SigningScheduled(command.Date, command.Place)];
    }

    public static Decision Sign(Agreement agreement, SignText command, Context context)
    {
        var party = context.Actor.Party;
        var check = new Check().Document("/paper", command.Paper, required: false);
        if (check.Refusal is { } invalid) return invalid;
        if (command.Text != agreement.Text.Hash) return Refusal.Of(AgreementRefusals.OtherText, ("version", agreement.Text.Number));
        if (agreement.Signing.Signatures.GetValueOrDefault(party) is { } earlier) return Refusal.Of(AgreementRefusals.AlreadySigned, ("on", earlier.ActDate));
        if (ActDates.Refuses(command.ActDate, agreement.Zone, context) is { } future) return future;
        // Somebody else's signature is recorded from the paper that carries it.
        if (command.Signatory != context.Actor.Person && command.Paper is null) return Refusal.Of(AgreementRefusals.PaperMissing);

        var capacity = CapacityOrLetter(agreement, party, command.Signatory, command.ActDate, context);
        if (capacity.Refusal is { } refusal) return refusal;

        var signed = new TextSigned(party, command.Signatory, command.Text, command.ActDate, command.Paper, capacity.Delegated, capacity.Through);
        if (agreement.Signing.Signatures.Count + 1 < agreement.Parties.Length) return [signed];

        var last = agreement.Signing.Signatures.Values.Select(s => s.ActDate).Append(command.ActDate).Max();
        var every = new EveryPartySigned(last);
        return Decision.Of([signed, every, .. EntryIntoForce.WhenReady(Apply(Apply(agreement, signed), every), context)]);
    }

    public static Decision Acknowledge(Agreement agreement, AcknowledgeOriginal command, Context context)
    {
        var party = context.Actor.Party;
        if (agreement.Signing.Originals.Has(party)) return Refusal.Of(AgreementRefusals.AlreadyAcknowledged, ("organisation", party));
        return ActDates.Refuses(command.ActDate, agreement.Zone, context) is { } refusal ? refusal : [new OriginalAcknowledged(party, command.ActDate)];
    }

    /// <summary>The office or delegation that lets this person sign for the party on the act date.</summary>
    public static (Refusal? Refusal, bool Delegated, OrganisationId? Through) Capacity(Agreement agreement, OrganisationId party, PersonId person, DateOnly on, Context context)
    {
        OrganisationId?[] bodies = [party, agreement.Party(party).SignsThrough];
        DateOnly? ended = null;
        foreach (var body in bodies.OfType<OrganisationId>())
        {
            if (context.Organisation(body) is not { } facts) continue;
            OrganisationId? through = body == party ? null : body;
            if (facts.HoldsSigningOffice(person, on)) return (null, false, through);
            if (facts.HoldsDelegation(person, agreement.Id, on)) return (null, true, through);
            foreach (var over in facts.Delegations.Where(d => d.To == person && d.Ends < on && (d.Scope is null || d.Scope == agreement.Id)))
                ended = over.Ends > ended ? over.Ends : ended ?? over.Ends;
        }
        return (ended is { } last
            ? Refusal.Of(AgreementRefusals.DelegationExpired, ("ended", last), ("on", on))
            : Refusal.Of(AgreementRefusals.NotASignatory, ("organisation", party), ("on", on)), false, null);
    }

    /// <summary>A party without accounts has no office-holders on record: its letter stands for them.</summary>
    public static (Refusal? Refusal, bool Delegated, OrganisationId? Through) CapacityOrLetter(
        Agreement agreement, OrganisationId party, PersonId signatory, DateOnly on, Context context) =>
        context.Actor.For is not null && context.Organisation(party) is not { OfficeHolders.IsEmpty: false }
            ? default
            : Capacity(agreement, party, signatory, on, context);

    public static Agreement Apply(Agreement agreement, SigningScheduled e) => agreement with { Signing = agreement.Signing with { Ceremony = e } };

    public static Agreement Apply(Agreement agreement, TextSigned e) =>
        agreement with { Signing = agreement.Signing with { Signatures = agreement.Signing.Signatures.SetItem(e.Party, e) } };

    public static Agreement Apply(Agreement agreement, EveryPartySigned e) =>
        agreement with { Stage = AgreementStage.Signed, Signing = agreement.Signing with { LastActDate = e.LastActDate } };

    public static Agreement Apply(Agreement agreement, OriginalAcknowledged e) =>
        agreement with { Signing = agreement.Signing with { Originals = agreement.Signing.Originals.Add(e.Party) } };

    public static IEnumerable<OpenItem> OpenItems(Agreement agreement)
    {
        if (agreement.Stage is AgreementStage.Approved)
        {
            var owes = agreement.PartiesExcept(agreement.Signing.Signatures.Keys);
            yield return agreement.Signing.Ceremony is { } ceremony
                ? agreement.Item("signing", DeadlineKind.Signing, owes, Role.Signatory, agreement.Review.Since, ceremony.Date)
                : new OpenItem("signing", DeadlineKind.Signing, owes, Role.Coordinator, agreement.Review.Since);
        }
        if (agreement.Stage is AgreementStage.Signed or AgreementStage.InForce
            && agreement.Signing.Originals.Missing(agreement.PartyIds) is { Count: > 0 } awaited)
            yield return new OpenItem("originals", DeadlineKind.Other, awaited, Role.Coordinator, agreement.Signing.LastActDate!.Value);
    }
}
