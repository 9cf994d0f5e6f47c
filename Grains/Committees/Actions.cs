using Mithaq.Contracts;
using Mithaq.Contracts.Committees;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Committees;

/// <summary>An action that is not done yet.</summary>
public sealed record CommitteeAction(Guid Id, LocalizedText Title, OrganisationId Owner, DateOnly Due, DateOnly Since, PersonId? Person);

/// <summary>Invariants: an action is a party's; that party completes it, with evidence. What is done or cancelled stands in the journal.</summary>
internal static class Actions
{
    public static Decision Assign(Committee committee, AssignCommitteeAction command, Context context)
    {
        var today = context.Today(committee.Zone);
        var check = new Check().Text("/title", command.Title).Slug("/owner", command.Owner).Date("/due", command.Due);
        if (check.Refusal is { } invalid) return invalid;
        if (!committee.Parties.Contains(command.Owner)) return Refusal.Of(Refusals.NotAParty, ("organisation", command.Owner));
        var held = command.Meeting is { } id && Meetings.Find(committee, id, [MeetingStage.Held, MeetingStage.MinutesApproved], out _) is { } refusal
            ? refusal
            : null;
        return held is not null
            ? held
            : [new ActionAssigned(context.NewId(0), command.Title, command.Owner, command.Due, context.Actor.Party, today, command.Person, command.Meeting)];
    }

    public static Decision Complete(Committee committee, CompleteCommitteeAction command, Context context)
    {
        var check = new Check().Count("/evidence", command.Evidence, 1, 20).Text("/note", command.Note, 2000, required: false);
        check.Each("/evidence", command.Evidence, (at, document) => check.Document(at, document));
        if (check.Refusal is { } invalid) return invalid;
        if (Find(committee, command.Action, out var action) is { } unknown) return unknown;
        if (action.Owner != context.Actor.Party) return Refusal.Of(CommitteeRefusals.NotTheOwner, ("organisation", action.Owner));
        return committee.Refuses(command.ActDate, committee.ConstitutedOn, context) is { } date
            ? date
            : [new ActionCompleted(action.Id, action.Title, action.Owner, command.Evidence, command.ActDate, command.Note)];
    }

    public static Decision Cancel(Committee committee, CancelCommitteeAction command, Context context)
    {
        if (new Check().Text("/reason", command.Reason, 2000).Refusal is { } invalid) return invalid;
        return Find(committee, command.Action, out var action) is { } unknown
            ? unknown
            : [new ActionCancelled(action.Id, action.Title, context.Actor.Party, command.Reason)];
    }

    public static Committee Apply(Committee committee, ActionAssigned e) =>
        committee with { Actions = committee.Actions.Add(new(e.Action, e.Title, e.Owner, e.Due, e.On, e.Person)) };

    public static Committee Without(Committee committee, Guid action) => committee with { Actions = committee.Actions.RemoveAll(a => a.Id == action) };

    public static IEnumerable<OpenItem> OpenItems(Committee committee) => committee.Actions.Select(action =>
        committee.Item($"action:{action.Id}", DeadlineKind.CommitteeAction, [action.Owner], Role.Coordinator, action.Since, action.Due) with
        {
            Person = action.Person,
        });

    private static Refusal? Find(Committee committee, Guid id, out CommitteeAction action)
    {
        action = committee.Actions.FirstOrDefault(a => a.Id == id)!;
        return action is null ? Refusal.Of(CommitteeRefusals.UnknownAction, ("action", id)) : null;
    }
}
