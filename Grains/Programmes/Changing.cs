using Mithaq.Contracts;
using Mithaq.Contracts.Programmes;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Programmes;

/// <param name="Approved">Parties, by the act date.</param>
public sealed record PendingChange(PlanChange Plan, DateOnly ProposedOn, PartyApprovals Approved);

/// <summary>
/// Invariants: once approved, the plan changes by approval of every party or a unanimous decision alone; never below what is engaged, never what is settled.
/// </summary>
internal static class Changing
{
    private const int Most = 100;

    public static Decision Propose(Programme programme, ProposeChange command, Context context)
    {
        var check = new Check().Text("/what", command.What, 2000).That(command.Change is not null, "/change", Refusals.Fields.Required);
        if (command.Change is { } change) Checked(check, programme, change);
        if ((check.Refusal ?? Contradicts(programme, command.Change!) ?? RefusesDate(programme, programme.Approval.On, command.ActDate, context)) is { } refusal) return refusal;
        return [new ChangeProposed(context.NewId(0), context.Actor.Party, command.What, command.Change!, command.ActDate)];
    }

    public static Decision Approve(Programme programme, ApproveChange command, Context context)
    {
        var party = context.Actor.Party;
        if (programme.ByDecision) return Refusal.Of(ProgrammeRefusals.ByCommitteeDecision);
        if (programme.Changes.GetValueOrDefault(command.Change) is not { } pending) return Unknown(command.Change);
        if (pending.Approved.Has(party) && !pending.Approved.AreOfAll(programme.Parties))
            return Refusal.Of(ProgrammeRefusals.AlreadyApproved, ("organisation", party));
        if ((RefusesDate(programme, pending.ProposedOn, command.ActDate, context) ?? Contradicts(programme, pending.Plan)) is { } refusal) return refusal;

        var approved = new ChangeApproved(command.Change, party, command.ActDate);
        var approvals = pending.Approved.Add(party, command.ActDate);
        return approvals.AreOfAll(programme.Parties) ? [approved, new ChangeApplied(command.Change, approvals.Last!.Value, null)] : [approved];
    }

    public static Decision Reject(Programme programme, RejectChange command, Context context)
    {
        if (new Check().Text("/reason", command.Reason, 2000).Refusal is { } invalid) return invalid;
        if (programme.Changes.GetValueOrDefault(command.Change) is not { } pending) return Unknown(command.Change);
        return RefusesDate(programme, pending.ProposedOn, command.ActDate, context) is { } refusal
            ? refusal
            : [new ChangeRejected(command.Change, context.Actor.Party, command.Reason, command.ActDate)];
    }

    /// <summary>A unanimous decision applies a pending change.</summary>
    public static Decision Decided(Programme programme, Guid id, NoteProgrammeDecision command)
    {
        if (programme.Changes.GetValueOrDefault(id) is not { } pending || command.On < pending.ProposedOn) return Decision.Nothing;
        return Contradicts(programme, pending.Plan) is { } refusal ? refusal : [new ChangeApplied(id, command.On, command.Decision)];
    }

    /// <summary>
    /// Changes that waited for a party which has left; one that no longer fits stays on the table, for any party to reject or, once it fits, to approve again.
    /// </summary>
    public static IEnumerable<IEvent> WhenComplete(Programme programme, DateOnly on)
    {
        if (programme.ByDecision) yield break;
        foreach (var (id, pending) in programme.Changes.OrderBy(c => c.Key))
        {
            if (!pending.Approved.AreOfAll(programme.Parties) || Contradicts(programme, pending.Plan) is not null) continue;
            var applied = new ChangeApplied(id, on, null);
            programme = Apply(programme, applied);
            yield return applied;
        }
    }

    /// <summary>Each part is checked against the plan as it would be.</summary>
    private static void Checked(Check check, Programme programme, PlanChange change)
    {
        var count = (change.Projects?.Count ?? 0) + (change.Activities?.Count ?? 0) + (change.Budget?.Count ?? 0) + (change.Indicators?.Count ?? 0);
        check.That(count > 0, "/change", Refusals.Fields.TooFew, ("least", 1)).That(count <= Most, "/change", Refusals.Fields.TooMany, ("most", Most), ("count", count));
        var changed = (change.Projects ?? []).Where(p => p is { Id: not null }).Aggregate(programme, Planning.With);
        check.Each("/change/projects", change.Projects, (at, project) => PlanChecks.Project(check, at, changed, project)).Unique("/change/projects", change.Projects, p => p.Id)
            .Each("/change/activities", change.Activities, (at, activity) => PlanChecks.Activity(check, at, changed, activity))
            .Unique("/change/activities", change.Activities, a => a.Id)
            .Each("/change/budget", change.Budget, (at, line) => PlanChecks.Line(check, at, changed, line)).Unique("/change/budget", change.Budget, l => l.Id)
            .Each("/change/indicators", change.Indicators, (at, indicator) => PlanChecks.Indicator(check, at, changed, indicator))
            .Unique("/change/indicators", change.Indicators, i => i.Id);
    }

    /// <summary>What has been done or engaged in the meantime stands against it, or null.</summary>
    private static Refusal? Contradicts(Programme programme, PlanChange change)
    {
        foreach (var activity in change.Activities ?? [])
            if (Activities.IsSettled(programme.Progress.GetValueOrDefault(activity.Id)?.Stage))
                return Refusal.Of(ProgrammeRefusals.ActivitySettled, ("activity", activity.Id));
        foreach (var line in change.Budget ?? [])
            if (Contradicts(programme, line) is { } refusal) return refusal;
        return null;
    }

    /// <summary>A line never falls below what is engaged, and keeps the funder that has engaged.</summary>
    public static Refusal? Contradicts(Programme programme, BudgetLine line)
    {
        var engaged = programme.Money.GetValueOrDefault(line.Id)?.Engaged ?? 0;
        if (line.Planned.Amount < engaged)
            return Refusal.Of(ProgrammeRefusals.BelowEngaged, ("line", line.Id), ("least", new Money(engaged, programme.Currency)));
        return engaged > 0 && programme.Budget.First(l => l.Id == line.Id).Funder is var funder && funder != line.Funder
            ? Refusal.Of(ProgrammeRefusals.FunderHasEngaged, ("line", line.Id), ("organisation", funder))
            : null;
    }

    private static Refusal Unknown(Guid change) => Refusal.Of(ProgrammeRefusals.UnknownChange, ("change", change));

    private static Refusal? RefusesDate(Programme programme, DateOnly? earliest, DateOnly actDate, Context context) =>
        new Check().InOrder("/actDate", earliest, actDate).Refusal ?? ActDates.Refuses(actDate, programme.Zone, context);

    public static PlanChange WithHeir(PlanChange change, Func<OrganisationId, OrganisationId> heir) => change with
    {
        Projects = change.Projects?.Select(p => p with { Lead = heir(p.Lead) }).ToArray(),
        Activities = change.Activities?.Select(a => a with { Lead = a.Lead is { } lead ? heir(lead) : null }).ToArray(),
        Budget = change.Budget?.Select(l => l with { Funder = heir(l.Funder) }).ToArray(),
    };

    public static Programme Apply(Programme programme, ChangeProposed e) =>
        programme with { Changes = programme.Changes.Add(e.Change, new(e.Plan, e.ActDate, PartyApprovals.None)) };

    public static Programme Apply(Programme programme, ChangeApproved e)
    {
        var pending = programme.Changes[e.Change];
        return programme with { Changes = programme.Changes.SetItem(e.Change, pending with { Approved = pending.Approved.Add(e.Party, e.ActDate) }) };
    }

    /// <summary>What was budgeted beyond what is planned now is not budgeted any more; a started activity stays started.</summary>
    public static Programme Apply(Programme programme, ChangeApplied e)
    {
        var change = programme.Changes[e.Change].Plan;
        var after = (change.Projects ?? []).Aggregate(programme with { Changes = programme.Changes.Remove(e.Change) }, Planning.With);
        foreach (var activity in change.Activities ?? [])
            after = Planning.With(after, activity) with { Progress = Activities.Replanned(after, activity, e.On) };
        foreach (var line in change.Budget ?? []) after = Planning.With(after, line) with { Money = Spending.Capped(after, line) };
        return (change.Indicators ?? []).Aggregate(after, Planning.With);
    }

    public static Programme Apply(Programme programme, ChangeRejected e) => programme with { Changes = programme.Changes.Remove(e.Change) };

    public static IEnumerable<OpenItem> OpenItems(Programme programme) => programme.Changes.Select(change =>
    {
        var (owes, role) = Approving.Awaited(programme, change.Value.Approved);
        return new OpenItem($"change:{change.Key}", DeadlineKind.ProgrammeApproval, owes.Count > 0 ? owes : programme.Parties, role, change.Value.ProposedOn);
    });
}
