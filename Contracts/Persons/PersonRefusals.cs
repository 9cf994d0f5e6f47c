namespace Mithaq.Contracts.Persons;

public static class PersonRefusals
{
    /// <summary>Nobody was ever entered under this id.</summary>
    public const string Unknown = "person.unknown";
    /// <summary>The person was erased; the id is never given to anybody again.</summary>
    public const string Erased = "person.erased";
    /// <summary>The reason of an erasure is kept for ever, and this one holds the name or an identifier of the person.</summary>
    public const string ReasonNamesPerson = "person.reason-names-person";
}
