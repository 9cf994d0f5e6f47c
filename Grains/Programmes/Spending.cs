using System.Collections.Immutable;
using Mithaq.Contracts;
using Mithaq.Contracts.Programmes;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Programmes;

/// <summary>Amounts of a budget line, in the programme's currency.</summary>
/// <param name="On">The act date of what happened last.</param>
public sealed record LineMoney(decimal Budgeted, decimal Engaged, decimal Paid, DateOnly On);

/// <summary>Invariants: paid ≤ engaged ≤ budgeted ≤ planned; nothing is engaged or paid before the approval, or while the agreement is suspended.</summary>
internal static class Spending
{
    public static Decision Record(Programme programme, RecordBudget command, Context context)
    {
        if (Checked(programme, command.Amount, command.Reference, required: false).Refusal is { } invalid) return invalid;
        if (Find(programme, command.Line, command.ActDate, null, context, out var line, out var money) is { } refusal) return refusal;
        if (command.Amount.Amount > line.Planned.Amount) return Exceeds(programme, line, line.Planned.Amount);
        return command.Amount.Amount < money.Engaged
            ? Refusal.Of(ProgrammeRefusals.BelowEngaged, ("line", line.Id), ("least", new Money(money.Engaged, programme.Currency)))
            : [new BudgetRecorded(line.Id, command.Amount, context.Actor.Party, command.ActDate, command.Reference)];
    }

    public static Decision Engage(Programme programme, EngageBudget command, Context context)
    {
        if (Checked(programme, command.Amount, command.Reference).Refusal is { } invalid) return invalid;
        if (Spends(programme, command.Line, command.ActDate, context, out var line, out var money) is { } refusal) return refusal;
        return command.Amount.Amount > money.Budgeted - money.Engaged
            ? Exceeds(programme, line, money.Budgeted - money.Engaged)
            : [new BudgetEngaged(line.Id, command.Amount, context.Actor.Party, command.Reference, command.ActDate)];
    }

    public static Decision Release(Programme programme, ReleaseBudget command, Context context)
    {
        var check = Amount(new Check().Text("/reason", command.Reason, 2000), programme, command.Amount);
        if (check.Refusal is { } invalid) return invalid;
        if (Find(programme, command.Line, command.ActDate, programme.Approval.On, context, out var line, out var money) is { } refusal) return refusal;
        return command.Amount.Amount > money.Engaged - money.Paid
            ? Exceeds(programme, line, money.Engaged - money.Paid)
            : [new BudgetReleased(line.Id, command.Amount, context.Actor.Party, command.Reason, command.ActDate)];
    }

    public static Decision Pay(Programme programme, PayBudget command, Context context)
    {
        if (Checked(programme, command.Amount, command.Reference).Refusal is { } invalid) return invalid;
        if (Spends(programme, command.Line, command.ActDate, context, out var line, out var money) is { } refusal) return refusal;
        return command.Amount.Amount > money.Engaged - money.Paid
            ? Exceeds(programme, line, money.Engaged - money.Paid)
            : [new BudgetPaid(line.Id, command.Amount, context.Actor.Party, command.Reference, command.ActDate)];
    }

    private static Check Checked(Programme programme, Money amount, string? reference, bool required = true) =>
        required
            ? Amount(new Check().Text("/reference", reference, 100), programme, amount)
            : new Check().Text("/reference", reference, 100, required: false).Money("/amount", amount, programme.Currency);

    /// <summary>More than nothing.</summary>
    private static Check Amount(Check check, Programme programme, Money amount) => check.Money("/amount", amount, programme.Currency)
        .That(amount.Amount != 0, "/amount/amount", Refusals.Fields.OutOfRange, ("value", amount.Amount));

    private static Refusal? Spends(Programme programme, string id, DateOnly actDate, Context context, out BudgetLine line, out LineMoney money) =>
        Find(programme, id, actDate, programme.Approval.On, context, out line, out money)
        ?? (programme.Standstills.Covers(actDate) ? Refusal.Of(ProgrammeRefusals.SpendingSuspended) : null);

    /// <summary>A line of the caller's party, and what has become of it so far.</summary>
    private static Refusal? Find(Programme programme, string id, DateOnly actDate, DateOnly? earliest, Context context, out BudgetLine line, out LineMoney money)
    {
        (line, money) = (Line(programme, id)!, null!);
        if (line is null) return Refusal.Of(ProgrammeRefusals.UnknownLine, ("line", id));
        money = MoneyOf(programme, line);
        return line.Funder != context.Actor.Party
            ? Refusal.Of(ProgrammeRefusals.NotTheFunder, ("organisation", line.Funder), ("line", id))
            : new Check().InOrder("/actDate", earliest, actDate).Refusal ?? ActDates.Refuses(actDate, programme.Zone, context);
    }

    private static Refusal Exceeds(Programme programme, BudgetLine line, decimal most) =>
        Refusal.Of(ProgrammeRefusals.AmountExceeds, ("line", line.Id), ("most", new Money(most, programme.Currency)));

    private static BudgetLine? Line(Programme programme, string id) => programme.Budget.FirstOrDefault(l => l.Id == id);

    private static LineMoney MoneyOf(Programme programme, BudgetLine line) => programme.Money.GetValueOrDefault(line.Id) ?? new(0, 0, 0, programme.OpenedOn);

    /// <summary>What is budgeted of a project and neither engaged (paid or still to be paid) nor carried over.</summary>
    public static decimal Unspent(Programme programme, string project) =>
        programme.Budget.Where(l => l.Project == project).Sum(l => MoneyOf(programme, l) is var money ? money.Budgeted - money.Engaged : 0)
        - programme.Activities.Where(a => a.Project == project).Sum(a => programme.Progress.GetValueOrDefault(a.Id)?.Unspent ?? 0);

    /// <summary>What was budgeted beyond what is planned now is not budgeted any more.</summary>
    public static ImmutableDictionary<string, LineMoney> Capped(Programme programme, BudgetLine line) =>
        programme.Money.TryGetValue(line.Id, out var money) && money.Budgeted > line.Planned.Amount
            ? programme.Money.SetItem(line.Id, money with { Budgeted = line.Planned.Amount })
            : programme.Money;

    public static Programme Apply(Programme programme, BudgetRecorded e) => With(programme, e.Line, e.ActDate, m => m with { Budgeted = e.Amount.Amount });

    public static Programme Apply(Programme programme, BudgetEngaged e) =>
        With(programme, e.Line, e.ActDate, m => m with { Engaged = m.Engaged + e.Amount.Amount });

    public static Programme Apply(Programme programme, BudgetReleased e) =>
        With(programme, e.Line, e.ActDate, m => m with { Engaged = m.Engaged - e.Amount.Amount });

    public static Programme Apply(Programme programme, BudgetPaid e) => With(programme, e.Line, e.ActDate, m => m with { Paid = m.Paid + e.Amount.Amount });

    private static Programme With(Programme programme, string id, DateOnly on, Func<LineMoney, LineMoney> change) =>
        programme with { Money = programme.Money.SetItem(id, change(MoneyOf(programme, Line(programme, id)!)) with { On = on }) };

    /// <summary>Approved and not in the funder's budget; engaged and not paid.</summary>
    public static IEnumerable<OpenItem> OpenItems(Programme programme)
    {
        if (!programme.IsUnderWay) yield break;
        foreach (var line in programme.Budget.Where(l => programme.IsParty(l.Funder)))
        {
            var money = MoneyOf(programme, line);
            if (money.Budgeted == 0 && line.Planned.Amount > 0 && programme.Stage is not ProgrammeStage.Closing)
                yield return new($"budget:{line.Id}", DeadlineKind.Other, [line.Funder], Role.FinanceOfficer, programme.Approval.On!.Value);
            if (money.Engaged > money.Paid) yield return new($"payment:{line.Id}", DeadlineKind.Other, [line.Funder], Role.FinanceOfficer, money.On);
        }
    }
}
