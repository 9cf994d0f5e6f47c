using Mithaq.Contracts;
using Mithaq.Contracts.Organisations;
using Mithaq.Grains.Kernel;
using Fields = Mithaq.Contracts.Refusals.Fields;

namespace Mithaq.Grains.Organisations;

/// <summary>Lists that are replaced as a whole. Invariant: a contact is a person or an office, never an address.</summary>
internal static class Profile
{
    private const int MostContacts = 50;

    public static Decision ChangeAliases(Organisation organisation, ChangeAliases command, Context context)
    {
        if (new Check().Aliases(command.Aliases).Refusal is { } invalid) return invalid;
        var aliases = command.Aliases ?? [];
        return aliases.SequenceEqual(organisation.Aliases) ? Decision.Nothing : [new AliasesChanged(aliases)];
    }

    public static Decision ChangeIdentifiers(Organisation organisation, ChangeIdentifiers command, Context context)
    {
        if (new Check().Identifiers(command.Identifiers).Refusal is { } invalid) return invalid;
        var identifiers = command.Identifiers ?? [];
        return identifiers.SequenceEqual(organisation.Identifiers) ? Decision.Nothing : [new IdentifiersChanged(identifiers)];
    }

    public static Decision ChangeContacts(Organisation organisation, ChangeContacts command, Context context)
    {
        var check = new Check().Count("/contacts", command.Contacts, 0, MostContacts);
        check.Each("/contacts", command.Contacts, (at, contact) => check
            .Text($"{at}/purpose", contact.Purpose)
            .That(contact.Person is null != contact.Office is null, at, contact.Person is null ? Fields.Required : Fields.TooMany)
            .That(contact.Person != default(PersonId), $"{at}/person", Fields.Required)
            .That(IsOffice(organisation, contact.Office), $"{at}/office", Fields.UnknownReference, ("value", contact.Office)));
        if (check.Refusal is { } invalid) return invalid;
        var contacts = command.Contacts ?? [];
        return contacts.SequenceEqual(organisation.Contacts) ? Decision.Nothing : [new ContactsChanged(contacts)];
    }

    private static bool IsOffice(Organisation organisation, string? office) => office is null || organisation.OfficeHolders.Exists(o => o.Office == office);
}
