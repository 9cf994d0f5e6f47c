using Mithaq.Contracts;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Committees;

/// <summary>Who is awaited for what, and what follows when a date has come.</summary>
internal static class CommitteeDeadlines
{
    public static IReadOnlyList<OpenItem> OpenItems(Committee committee) => committee.Stage is CommitteeStage.Constituted or CommitteeStage.Active
        ?
        [
            .. Seating.OpenItems(committee),
            .. Procedure.OpenItems(committee),
            .. Meetings.OpenItems(committee),
            .. Deciding.OpenItems(committee),
            .. MinutesKeeping.OpenItems(committee),
            .. Tasks.OpenItems(committee),
        ]
        : [];

    public static Decision Reached(Committee committee, DeadlineReached reached, Context context) =>
        committee.Steps.Reached(OpenItems(committee), reached, committee.PartyIds, context, item => item.Kind switch
        {
            DeadlineKind.MinutesApproval => MinutesKeeping.Silent(committee, item, reached.Resolved),
            DeadlineKind.ConsultationAnswer => Consulting.TimeIsUp(committee, item, reached.Resolved),
            _ => [],
        });
}
