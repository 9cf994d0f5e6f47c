using System.Collections.Immutable;
using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Agreements;

/// <param name="Resolution">Null: nobody has said yet what it means.</param>
public sealed record Overlap(Guid? Other, OverlapResolution? Resolution);

/// <summary>An addendum on its way.</summary>
/// <param name="Base">The version of the agreement that it amends.</param>
/// <param name="Since">When it came, or came back, to the parties.</param>
/// <param name="Granted">Formalities, by the day of their act.</param>
public sealed record Addendum(
    AddendumProposed Proposed, int Base, DateOnly Since, DateOnly AnswerBy, ImmutableList<Overlap> Overlaps, PartyApprovals Approved, PartyApprovals Signed,
    ImmutableDictionary<string, DateOnly> Granted)
{
    public Guid Id => Proposed.Addendum;

    public bool IsApproved(Agreement agreement) => Approved.AreOfAll(agreement.PartyIds);

    public bool IsSigned(Agreement agreement) => Signed.AreOfAll(agreement.PartyIds);

    public IEnumerable<Formality> Awaited => Proposed.Formalities.Where(f => !Granted.ContainsKey(f.Id));
}

/// <param name="Version">1, and one more with every addendum applied.</param>
/// <param name="Open">Neither applied nor withdrawn.</param>
/// <param name="Recommended">A committee's, neither followed nor dismissed.</param>
public sealed record AddendaState(int Version, ImmutableDictionary<Guid, Addendum> Open, ImmutableDictionary<Guid, AddendumRecommended> Recommended)
{
    public static AddendaState None { get; } = new(1, ImmutableDictionary<Guid, Addendum>.Empty, ImmutableDictionary<Guid, AddendumRecommended>.Empty);
}
