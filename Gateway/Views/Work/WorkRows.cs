using Mithaq.Contracts;

namespace Mithaq.Gateway.Views.Work;

/// <summary>A grain in which an organisation takes part, as far as its work needs it.</summary>
/// <param name="Stage">As in <see cref="GrainView.Stage"/>.</param>
/// <param name="Since">The day that brought the stage, where the grain knows it: signed, in force or ended on.</param>
/// <param name="Agreement">Of a committee, programme or case: the agreement it belongs to.</param>
/// <param name="HasWorked">
/// A committee that has met, a programme that somebody proposed, or an agreement that had one: the agreement is not asleep.
/// </param>
public sealed record GrainRow(
    GrainId Grain, string Stage, LocalizedText Title, IReadOnlyList<OrganisationId> Parties, DateOnly? Since, GrainId? Agreement, bool HasWorked, IReadOnlyList<ItemRow> Items);

/// <summary>Somebody is awaited.</summary>
/// <param name="Due">The date after calendars; null: no date.</param>
public sealed record ItemRow(OpenItem Item, DateOnly? Due);

/// <summary>A line of the list.</summary>
/// <param name="Held">Days for which it has been waiting; 0 for what begins later.</param>
/// <param name="Late">Days beyond the date; null: none, or not beyond it.</param>
public sealed record WorkLine(GrainRow Of, OpenItem Item, DateOnly? Due, int Held, int? Late);

/// <summary>What is late between an organisation and one partner.</summary>
public sealed record LateWith(OrganisationId Partner, IReadOnlyList<WorkLine> WeOwe, IReadOnlyList<WorkLine> TheyOwe);

public enum Sleep { SignedNotInForce, InForceWithoutWork, EndedNotClosed }

/// <param name="Days">Since the stage began.</param>
public sealed record Sleeper(GrainRow Of, Sleep Why, int? Days);
