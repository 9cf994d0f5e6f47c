using System.Collections.Immutable;
using Mithaq.Contracts;
using Mithaq.Contracts.Organisations;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Organisations;

public enum OrganisationStage { None, Registered, Active, Retired }

/// <summary>A party as the rules know it: names, offices, members, delegations and calendar, each with its dates.</summary>
public sealed record Organisation(OrganisationId Id)
{
    public OrganisationStage Stage { get; init; }
    public LocalizedText Names { get; init; } = new();
    public ImmutableList<FormerNames> FormerNames { get; init; } = [];
    public OrganisationKind? Kind { get; init; }
    public ImmutableList<string> Aliases { get; init; } = [];
    public ImmutableList<Identifier> Identifiers { get; init; } = [];
    public ImmutableList<Contact> Contacts { get; init; } = [];
    public DateOnly RegisteredOn { get; init; }
    public OrganisationId? Successor { get; init; }

    public ImmutableList<Member> Members { get; init; } = [];
    public ImmutableList<OfficeHolder> OfficeHolders { get; init; } = [];
    public ImmutableList<MandateEnd> MandateEnds { get; init; } = [];
    public ImmutableList<Delegation> Delegations { get; init; } = [];
    public ImmutableList<Absence> Absences { get; init; } = [];

    /// <summary>IANA zone of its days.</summary>
    public string Zone { get; init; } = "UTC";
    public WorkCalendar Calendar { get; init; } = WorkCalendar.Of(null);
    /// <summary>Years whose moon-dependent holidays the administrator has confirmed.</summary>
    public ImmutableSortedSet<int> ConfirmedYears { get; init; } = [];
    public TakenSteps Steps { get; init; } = TakenSteps.None;

    /// <summary>Somebody can act for it in the system.</summary>
    public bool HasAccounts => !Members.IsEmpty;

    public bool HasRole(PersonId person, Role role, DateOnly on) =>
        Members.Exists(m => m.Person == person && m.Roles.Contains(role) && Period.Of(m).Covers(on));

    public IEnumerable<Member> MembersWith(Role role, DateOnly on) => Members.Where(m => m.Roles.Contains(role) && Period.Of(m).Covers(on));

    public bool IsMember(PersonId person, DateOnly on) => Members.Exists(m => m.Person == person && Period.Of(m).Covers(on));

    public bool HoldsSigningOffice(PersonId person, DateOnly on) => OfficeHolders.Exists(o => o.Person == person && o.Signs && Period.Of(o).Covers(on));

    /// <summary>A delegation to this person, of someone who held a signing office that day, for everything or for this agreement.</summary>
    public bool HoldsDelegation(PersonId person, GrainId agreement, DateOnly on) =>
        Delegations.Exists(d => d.To == person && (d.Scope is null || d.Scope == agreement) && Period.Of(d).Covers(on) && HoldsSigningOffice(d.From, on));

    /// <summary>The person, or the stand-in while the person is away and the stand-in is still a member.</summary>
    public PersonId PresentFor(PersonId person, DateOnly on) =>
        Absences.Find(a => a.Person == person && Period.Of(a).Covers(on)) is { } absence && IsMember(absence.StandIn, on) ? absence.StandIn : person;

    /// <summary>The official names on a day.</summary>
    public LocalizedText NamesOn(DateOnly day) => FormerNames.Find(f => day <= f.Until)?.Names ?? Names;
}

/// <summary>A signing office falls vacant on a known day and nobody follows yet.</summary>
/// <param name="Since">When the end was recorded.</param>
public sealed record MandateEnd(string Office, PersonId Person, DateOnly Ends, DateOnly Since);

/// <summary>Days from one to another, both included; no end: for good.</summary>
internal readonly record struct Period(DateOnly From, DateOnly? To)
{
    public static Period Of(Member m) => new(m.From, m.To);
    public static Period Of(OfficeHolder o) => new(o.From, o.To);
    public static Period Of(Delegation d) => new(d.Starts, d.Ends);
    public static Period Of(Absence a) => new(a.From, a.To);

    public bool Covers(DateOnly day) => From <= day && (To is null || day <= To);

    public bool Overlaps(Period other) => (other.To is null || From <= other.To) && (To is null || other.From <= To);
}
