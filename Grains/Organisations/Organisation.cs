using System.Collections.Immutable;
using Mithaq.Contracts;
using Mithaq.Contracts.Organisations;

namespace Mithaq.Grains.Organisations;

public enum OrganisationStage { None, Registered, Active, Retired }

/// <summary>A party as the rules know it: offices, members, delegations and calendar, each with its dates.</summary>
public sealed record Organisation(OrganisationId Id)
{
    public OrganisationStage Stage { get; init; }
    public ImmutableList<Member> Members { get; init; } = [];
    public ImmutableList<OfficeHolder> OfficeHolders { get; init; } = [];
    public ImmutableList<Delegation> Delegations { get; init; } = [];
    public ImmutableList<Absence> Absences { get; init; } = [];

    /// <summary>Somebody can act for it in the system.</summary>
    public bool HasAccounts => !Members.IsEmpty;

    public bool HasRole(PersonId person, Role role, DateOnly on) =>
        Members.Exists(m => m.Person == person && m.Roles.Contains(role) && Covers(m.From, m.To, on));

    public IEnumerable<Member> MembersWith(Role role, DateOnly on) => Members.Where(m => m.Roles.Contains(role) && Covers(m.From, m.To, on));

    public bool HoldsSigningOffice(PersonId person, DateOnly on) => OfficeHolders.Exists(o => o.Person == person && o.Signs && Covers(o.From, o.To, on));

    /// <summary>A delegation to this person, of someone who held a signing office that day, for everything or for this agreement.</summary>
    public bool HoldsDelegation(PersonId person, GrainId agreement, DateOnly on) =>
        Delegations.Exists(d => d.To == person && (d.Scope is null || d.Scope == agreement) && Covers(d.Starts, d.Ends, on) && HoldsSigningOffice(d.From, on));

    public PersonId PresentFor(PersonId person, DateOnly on) => Absences.Find(a => a.Person == person && Covers(a.From, a.To, on))?.StandIn ?? person;

    private static bool Covers(DateOnly from, DateOnly? to, DateOnly on) => from <= on && (to is null || on <= to);
}
