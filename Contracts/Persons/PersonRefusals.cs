namespace Mithaq.Contracts.Persons;

public static class PersonRefusals
{
    /// <summary>Nobody was ever entered under this id.</summary>
    public const string Unknown = "person.unknown";
    /// <summary>The person was erased; the id is never given to anybody again.</summary>
    public const string Erased = "person.erased";
    /// <summary>A reason that is kept (of an erasure, of an override, of a step given up) holds the name, an identifier or a contact of somebody who is known.</summary>
    public const string ReasonNamesPerson = "person.reason-names-person";
}
