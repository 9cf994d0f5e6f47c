using System.Collections.Immutable;
using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Agreements;

/// <summary>
/// A successor takes its predecessor's place in everything that the state holds; what happened before stays in the journal under the old name.
/// </summary>
internal static class Succession
{
    public static Decision Succeed(Agreement agreement, SucceedParty command, Context context)
    {
        if (!agreement.IsParty(command.From)) return Decision.Nothing;
        if (new Check().Slug("/to", command.To).Refusal is { } invalid) return invalid;
        return agreement.IsParty(command.To)
            ? Refusal.Of(AgreementRefusals.AlreadyAParty, ("organisation", command.To))
            : [new PartySucceeded(command.From, command.To)];
    }

    public static Agreement Apply(Agreement agreement, PartySucceeded e) => agreement with
    {
        Initiator = e.Of(agreement.Initiator),
        Parties = [.. agreement.Parties.Select(p => p with { Organisation = e.Of(p.Organisation) })],
        Commitments = [.. agreement.Commitments.Select(c => c with { Obligors = [.. c.Obligors.Select(e.Of)], Beneficiaries = [.. c.Beneficiaries.Select(e.Of)] })],
        Contributions = [.. agreement.Contributions.Select(c => c with { Party = e.Of(c.Party) })],
        Tranches = [.. agreement.Tranches.Select(t => t with { Recipient = e.Of(t.Recipient) })],
        Formalities = [.. agreement.Formalities.Select(f => f with { Party = e.Of(f.Party) })],
        RecordedActs = agreement.RecordedActs.Of(e.Of),
        Review = agreement.Review with { Steps = e.Of(agreement.Review.Steps), Approved = agreement.Review.Approved.Renamed(e.From, e.To) },
        Signing = agreement.Signing with { Signatures = e.Of(agreement.Signing.Signatures, s => s with { Party = e.To }), Originals = agreement.Signing.Originals.Renamed(e.From, e.To) },
        Occurrences = agreement.Occurrences.With(e),
        Funding = agreement.Funding with
        {
            Deliveries = agreement.Funding.Deliveries.ToImmutableDictionary(d => d.Key, d => d.Value with { Party = e.Of(d.Value.Party) }),
        },
        Renewal = agreement.Renewal with { Notices = e.Of(agreement.Renewal.Notices, n => n with { Party = e.To }), Agreed = agreement.Renewal.Agreed.Renamed(e.From, e.To) },
        Ending = agreement.Ending with
        {
            Notices = agreement.Ending.Notices.ToImmutableDictionary(
                n => n.Key, n => n.Value with { Given = n.Value.Given with { By = e.Of(n.Value.Given.By), Against = e.Of(n.Value.Given.Against) } }),
            Agreed = agreement.Ending.Agreed.Renamed(e.From, e.To),
        },
        Membership = new(
            Membership.WithoutAccessionOf(agreement, e.To).Membership.Accessions.ToImmutableDictionary(
                a => a.Key, a => a.Value with { Consents = a.Value.Consents.Renamed(e.From, e.To) }),
            e.Of(agreement.Membership.Leaving, w => w with { Party = e.To })),
        Addenda = agreement.Addenda with
        {
            Open = agreement.Addenda.Open.ToImmutableDictionary(a => a.Key, a => Of(e, a.Value)),
        },
        Evaluation = new(
            agreement.Evaluation.UnderWay is { } evaluation
                ? evaluation with
                {
                    Evaluators = [.. evaluation.Evaluators.Select(v => v with { Party = e.Of(v.Party) })], Approved = evaluation.Approved.Renamed(e.From, e.To),
                }
                : null,
            agreement.Evaluation.Waived.Renamed(e.From, e.To)),
        Closing = agreement.Closing with
        {
            Report = agreement.Closing.Report is { } report ? report with { By = e.Of(report.By) } : null,
            Accepted = agreement.Closing.Accepted.Renamed(e.From, e.To), Settled = agreement.Closing.Settled.Renamed(e.From, e.To),
        },
    };

    private static Addendum Of(PartySucceeded e, Addendum addendum) => addendum with
    {
        Proposed = addendum.Proposed with
        {
            By = e.Of(addendum.Proposed.By), Formalities = [.. addendum.Proposed.Formalities.Select(f => f with { Party = e.Of(f.Party) })],
        },
        Approved = addendum.Approved.Renamed(e.From, e.To), Signed = addendum.Signed.Renamed(e.From, e.To),
    };

    public static OrganisationId Of(this PartySucceeded e, OrganisationId party) => party == e.From ? e.To : party;

    public static ImmutableDictionary<OrganisationId, T> Of<T>(this PartySucceeded e, ImmutableDictionary<OrganisationId, T> byParty, Func<T, T>? renamed = null) =>
        byParty.TryGetValue(e.From, out var value) ? byParty.Remove(e.From).SetItem(e.To, renamed is null ? value : renamed(value)) : byParty;
}
