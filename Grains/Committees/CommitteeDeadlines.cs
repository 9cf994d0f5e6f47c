using Mithaq.Contracts;
using Mithaq.Contracts.Organisations;
using Mithaq.Grains.Kernel;
using Mithaq.Grains.Organisations;

namespace Mithaq.Grains.Committees;

/// <summary>Who is awaited for what, and what follows when a date has come.</summary>
internal static class CommitteeDeadlines
{
    public static IReadOnlyList<OpenItem> OpenItems(Committee committee) => committee.Stage switch
    {
        CommitteeStage.None => [],
        CommitteeStage.Dissolved => [.. MinutesKeeping.OpenItems(committee), .. Actions.OpenItems(committee)],
        _ =>
        [
            .. Seating.OpenItems(committee),
            .. Procedure.OpenItems(committee),
            .. Meetings.OpenItems(committee),
            .. Deciding.OpenItems(committee),
            .. MinutesKeeping.OpenItems(committee),
            .. Actions.OpenItems(committee),
        ],
    };

    /// <summary>
    /// The last day of what is open under a key, calendars of those who owe it counted in, as the timer would find it; null: it has none, or no clock runs.
    /// However late the timer comes, what is dated after that day is too late.
    /// </summary>
    public static DateOnly? LastDay(Committee committee, string key, Context context) =>
        OpenItems(committee).FirstOrDefault(i => i.Key == key) is { Deadline: { } deadline } item
            ? WorkingDays.Resolve(deadline.Nominal, deadline.Rule, item.Owes.Select(context.Organisation).OfType<Organisation>().Select(o => o.Calendar))
            : null;

    public static Decision Reached(Committee committee, DeadlineReached reached, Context context) =>
        committee.Steps.Reached(OpenItems(committee), reached, committee.PartyIds, context, item => item.Kind switch
        {
            DeadlineKind.MinutesApproval => MinutesKeeping.Silent(committee, item, reached.Resolved),
            DeadlineKind.ConsultationAnswer => Consulting.TimeIsUp(committee, item, reached.Resolved),
            _ => [],
        });
}
