using Mithaq.Contracts;
using Mithaq.Contracts.Programmes;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Programmes;

/// <param name="Version">Of the last proposal; 0: never proposed.</param>
/// <param name="Approved">Parties, of this version, by the act date.</param>
/// <param name="On">The day of the approval for all.</param>
/// <param name="AlertedOn">The day on which it was to be approved at the latest, and was not.</param>
/// <param name="ReturnedOn">When the last proposal was sent back.</param>
public sealed record ApprovalState(int Version, DateOnly? ProposedOn, PartyApprovals Approved, DateOnly? On, DateOnly? AlertedOn, DateOnly? ReturnedOn)
{
    public static ApprovalState None { get; } = new(0, null, PartyApprovals.None, null, null, null);
}

/// <summary>
/// Invariants: every approval is of the version on the table; Approved ⇔ every party approved it, or one unanimous decision did where that is the rule.
/// </summary>
internal static class Approving
{
    public static Decision Propose(Programme programme, ProposeProgramme command, Context context)
    {
        var order = new Check().InOrder("/actDate", programme.Approval.ReturnedOn, command.ActDate).Refusal;
        if ((order ?? ActDates.Refuses(command.ActDate, programme.Zone, context)) is { } date) return date;
        return programme.Projects.IsEmpty
            ? Refusal.Of(ProgrammeRefusals.WithoutProjects)
            : [new ProgrammeProposed(programme.Approval.Version + 1, context.Actor.Party, command.ActDate)];
    }

    public static Decision Return(Programme programme, ReturnProgramme command, Context context) =>
        (new Check().Text("/reason", command.Reason, 2000).Refusal ?? RefusesDate(programme, command.ActDate, context)) is { } refusal
            ? refusal
            : [new ProgrammeReturned(context.Actor.Party, command.Reason, command.ActDate)];

    public static Decision Approve(Programme programme, ApproveProgramme command, Context context)
    {
        var party = context.Actor.Party;
        if (programme.ByDecision) return Refusal.Of(ProgrammeRefusals.ByCommitteeDecision);
        if (command.Version != programme.Approval.Version) return Refusal.Of(ProgrammeRefusals.OtherVersion, ("version", programme.Approval.Version));
        if (programme.Approval.Approved.Has(party)) return Refusal.Of(ProgrammeRefusals.AlreadyApproved, ("organisation", party));
        if (RefusesDate(programme, command.ActDate, context) is { } refusal) return refusal;

        var approved = new PartyApproved(command.Version, party, command.ActDate);
        return Decision.Of([approved, .. WhenComplete(Apply(programme, approved), command.ActDate, context)]);
    }

    /// <summary>A decision for which not every party was, of another day or about nothing that waits for one, has no effect here.</summary>
    public static Decision NoteDecision(Programme programme, NoteProgrammeDecision command, Context context)
    {
        if (!programme.ByDecision || programme.PartiesExcept(command.Parties).Count > 0) return Decision.Nothing;
        if (command.Change is { } change) return Changing.Decided(programme, change, command);
        return programme.Stage is ProgrammeStage.Proposed && command.On >= programme.Approval.ProposedOn
            ? Decision.Of(Approved(programme, command.On, command.Decision, context))
            : Decision.Nothing;
    }

    /// <summary>The approval for all, once no party is missing.</summary>
    public static IReadOnlyList<IEvent> WhenComplete(Programme programme, DateOnly on, Context context)
    {
        var approvals = programme.Approval.Approved;
        if (programme.Stage is not ProgrammeStage.Proposed || programme.ByDecision || !approvals.AreOfAll(programme.Parties)) return [];
        return Approved(programme, approvals.Last is { } last && last > on ? last : on, null, context);
    }

    /// <summary>Approved late, it starts at once; approved in time and recorded late, the alert was wrong.</summary>
    private static List<IEvent> Approved(Programme programme, DateOnly on, Guid? decision, Context context)
    {
        var events = new List<IEvent>();
        if (on < programme.Approval.AlertedOn)
            events.Add(new Rectified(MessageNames.Of(typeof(NotApprovedInTime)), Execution.StartKey, "approved-in-time", on));
        events.Add(new ProgrammeApproved(on, decision));
        if (programme.From <= context.Today(programme.Zone) && !programme.IsSuspended) events.Add(Execution.Started(programme, on));
        return events;
    }

    /// <summary>It was said not to be approved in time on a day on which, as it turns out, no clock ran.</summary>
    public static bool TakenForLate(Programme programme, DateOnly suspendedOn) => programme.IsUnapproved && programme.Approval.AlertedOn >= suspendedOn;

    private static Refusal? RefusesDate(Programme programme, DateOnly actDate, Context context) =>
        new Check().InOrder("/actDate", programme.Approval.ProposedOn, actDate).Refusal ?? ActDates.Refuses(actDate, programme.Zone, context);

    public static Programme Apply(Programme programme, ProgrammeProposed e) => programme with
    {
        Stage = ProgrammeStage.Proposed,
        Approval = programme.Approval with { Version = e.Version, ProposedOn = e.ActDate, Approved = PartyApprovals.None },
    };

    public static Programme Apply(Programme programme, ProgrammeReturned e) => programme with
    {
        Stage = ProgrammeStage.Open,
        Approval = programme.Approval with { Approved = PartyApprovals.None, ReturnedOn = e.ActDate },
    };

    public static Programme Apply(Programme programme, PartyApproved e) =>
        programme with { Approval = programme.Approval with { Approved = programme.Approval.Approved.Add(e.Party, e.ActDate) } };

    public static Programme Apply(Programme programme, ProgrammeApproved e) =>
        programme with { Stage = ProgrammeStage.Approved, Approval = programme.Approval with { On = e.On } };

    public static Programme Apply(Programme programme, NotApprovedInTime e) => programme with { Approval = programme.Approval with { AlertedOn = e.On } };

    public static IEnumerable<OpenItem> OpenItems(Programme programme)
    {
        var opened = programme.OpenedOn;
        if (programme.Stage is ProgrammeStage.Open)
            yield return programme.ProposeBy is { } by
                ? programme.Item("proposal", DeadlineKind.ProgrammeProposal, programme.Parties, Role.Coordinator, opened, by)
                : new("proposal", DeadlineKind.ProgrammeProposal, programme.Parties, Role.Coordinator, opened);
        if (programme.Stage is not ProgrammeStage.Proposed) yield break;
        var (owes, role) = Awaited(programme, programme.Approval.Approved);
        yield return programme.ApproveBy is { } until
            ? programme.Item("approval", DeadlineKind.ProgrammeApproval, owes, role, opened, until)
            : new("approval", DeadlineKind.ProgrammeApproval, owes, role, programme.Approval.ProposedOn!.Value);
    }

    /// <summary>Every party that has not approved; the committee, whose secretaries put it on an agenda, where it decides.</summary>
    public static (IReadOnlyList<OrganisationId> Owes, Role Role) Awaited(Programme programme, PartyApprovals approved) =>
        programme.ByDecision ? (programme.Parties, Role.CommitteeSecretary) : (approved.Missing(programme.Parties), Role.Coordinator);
}
