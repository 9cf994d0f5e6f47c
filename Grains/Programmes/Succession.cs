using System.Collections.Immutable;
using Mithaq.Contracts;

namespace Mithaq.Grains.Programmes;

/// <summary>Another organisation stands in a party's place, in everything that still waits for it or counts for it.</summary>
internal static class Succession
{
    public static Programme Of(Programme programme, OrganisationId from, OrganisationId to)
    {
        OrganisationId Heir(OrganisationId party) => party == from ? to : party;
        OrganisationId? HeirOrNobody(OrganisationId? party) => party is { } known ? Heir(known) : null;
        ImmutableDictionary<Guid, PendingChange> Changes(ImmutableDictionary<Guid, PendingChange> changes) => changes.ToImmutableDictionary(
            c => c.Key, c => c.Value with { Approved = c.Value.Approved.Renamed(from, to), Plan = Changing.WithHeir(c.Value.Plan, Heir) });

        return programme with
        {
            Parties = [.. programme.Parties.Select(Heir).Distinct()],
            Projects = [.. programme.Projects.Select(p => p with { Lead = Heir(p.Lead) })],
            Activities = [.. programme.Activities.Select(a => a with { Lead = HeirOrNobody(a.Lead) })],
            Budget = [.. programme.Budget.Select(l => l with { Funder = Heir(l.Funder) })],
            Reporting = programme.Reporting with { Reporter = HeirOrNobody(programme.Reporting.Reporter) },
            RecordedActs = programme.RecordedActs.Of(Heir),
            Approval = programme.Approval with { Approved = programme.Approval.Approved.Renamed(from, to) },
            Changes = Changes(programme.Changes),
            CutShort = programme.CutShort is { } before ? before with { Changes = Changes(before.Changes) } : null,
            Measuring = programme.Measuring with
            {
                Pending = programme.Measuring.Pending.ToImmutableDictionary(m => m.Key, m => m.Value with { Party = Heir(m.Value.Party) }),
                Returned = programme.Measuring.Returned.ToImmutableDictionary(r => r.Key, r => r.Value with { Party = Heir(r.Value.Party) }),
            },
            Reports = programme.Reports.ToImmutableDictionary(
                r => r.Key, r => r.Value with { By = HeirOrNobody(r.Value.By), Accepted = r.Value.Accepted.Renamed(from, to) }),
            Evaluation = programme.Evaluation with
            {
                Approved = programme.Evaluation.Approved.Renamed(from, to), Waived = programme.Evaluation.Waived.Renamed(from, to),
            },
        };
    }
}
