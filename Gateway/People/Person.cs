using Mithaq.Contracts;

namespace Mithaq.Gateway.People;

public enum Gender { Female, Male }

/// <summary>A number that an authority gave to a person.</summary>
/// <param name="Kind">A slug of 2–40 characters: "cin" (the national card), "passport", "residence-permit"… Kinds are compared as they are.</param>
/// <param name="Value">As it was entered; case and separators do not count when two are compared.</param>
public sealed record Identifier(string Kind, string Value);

/// <summary>What is known of a natural person. It stays in the persons table: whatever else speaks of a person has the id alone.</summary>
/// <param name="Controller">The organisation that answers for the data.</param>
/// <param name="Names">Full names, the family name last; at least one language.</param>
/// <param name="Language">In which the person wants to be written to: "ar", "fr" or "en".</param>
public sealed record PersonDetails(
    OrganisationId Controller, LocalizedText Names, DateOnly? Born = null, Gender? Gender = null, IReadOnlyList<Identifier>? Identifiers = null,
    string? Email = null, string? Phone = null, string? Language = null)
{
    public bool Equals(PersonDetails? other) => other is not null
        && (Controller, Names, Born, Gender, Email, Phone, Language) == (other.Controller, other.Names, other.Born, other.Gender, other.Email, other.Phone, other.Language)
        && (Identifiers ?? []).SequenceEqual(other.Identifiers ?? []);

    public override int GetHashCode() => HashCode.Combine(Controller, Names, Born);

    /// <summary>Says nothing, so that a person who slips into a log line or an exception shows nobody.</summary>
    public override string ToString() => nameof(PersonDetails);
}

/// <param name="Version">From 1; grows with every change.</param>
public sealed record Person(PersonId Id, PersonDetails Details, long Version, DateTimeOffset RegisteredAt, DateTimeOffset ChangedAt);

/// <summary>How somebody is written to.</summary>
/// <param name="Email">Null: nobody knows.</param>
public sealed record Contact(LocalizedText Names, string? Email)
{
    /// <inheritdoc cref="PersonDetails.ToString"/>
    public override string ToString() => nameof(Contact);
}

/// <summary>A person in a list.</summary>
public sealed record PersonLine(PersonId Id, LocalizedText Names);

/// <param name="Next">Ask for what comes after this person; null: this was the last page.</param>
public sealed record PersonPage(IReadOnlyList<PersonLine> Persons, PersonId? Next);

/// <summary>What came of entering or changing a person.</summary>
public abstract record SaveResult
{
    public sealed record Saved(PersonId Person, long Version) : SaveResult;

    /// <summary>An identifier is known already: nothing was written. Somebody who is sure that they are different persons says so with a reason.</summary>
    public sealed record PossibleDuplicate(IReadOnlyList<PersonId> Of) : SaveResult;

    public sealed record Refused(Refusal Refusal) : SaveResult;
}
