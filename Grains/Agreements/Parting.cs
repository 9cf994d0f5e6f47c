using System.Collections.Immutable;
using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Agreements;

/// <summary>
/// What a party's leaving does to what is under way. Invariants: whatever waited for it alone completes with its leaving; nothing waits for it any more.
/// </summary>
internal static class Parting
{
    /// <summary>The end comes last: it voids the rest.</summary>
    private static readonly IReadOnlyList<Func<Agreement, Context, IReadOnlyList<IEvent>>> WaitForAll =
    [
        AddendaSigning.SignedByAll, (agreement, _) => Evaluation.ApprovedByAll(agreement), Renewing.AgreedByAll, Membership.ConsentedByAll, Ending.AgreedByAll,
    ];

    /// <summary>Everything that waits for no party any more.</summary>
    public static IEnumerable<IEvent> Completed(Agreement agreement, Context context)
    {
        foreach (var completes in WaitForAll)
            foreach (var happened in completes(agreement, context))
            {
                agreement = AgreementRules.After(agreement, happened);
                yield return happened;
            }
    }

    /// <summary>Its evaluators, its notices of breach and those against it, and the formalities of addenda that it was to see to, go with it.</summary>
    public static Agreement Without(Agreement agreement, OrganisationId party) => agreement with
    {
        Parties = agreement.Parties.RemoveAll(p => p.Organisation == party),
        Renewal = agreement.Renewal with { Agreed = agreement.Renewal.Agreed.Without(party) },
        Ending = agreement.Ending with
        {
            Notices = agreement.Ending.Notices.RemoveRange(
                agreement.Ending.Notices.Where(n => n.Value.Given.By == party || n.Value.Given.Against == party).Select(n => n.Key)),
            Agreed = agreement.Ending.Agreed.Without(party),
        },
        Membership = agreement.Membership with
        {
            Accessions = agreement.Membership.Accessions.ToImmutableDictionary(a => a.Key, a => a.Value with { Consents = a.Value.Consents.Without(party) }),
        },
        Addenda = agreement.Addenda with { Open = agreement.Addenda.Open.ToImmutableDictionary(a => a.Key, a => Without(a.Value, party)) },
        Evaluation = agreement.Evaluation with
        {
            UnderWay = agreement.Evaluation.UnderWay is { } evaluation
                ? evaluation with { Evaluators = evaluation.Evaluators.RemoveAll(e => e.Party == party), Approved = evaluation.Approved.Without(party) }
                : null,
        },
        RecordedActs = new(agreement.RecordedActs.Acts.RemoveAll(act => act.Party == party)),
    };

    private static Addendum Without(Addendum addendum, OrganisationId party) => addendum with
    {
        Proposed = addendum.Proposed with { Formalities = [.. addendum.Proposed.Formalities.Where(f => f.Party != party)] },
        Approved = addendum.Approved.Without(party),
        Signed = addendum.Signed.Without(party),
    };
}
