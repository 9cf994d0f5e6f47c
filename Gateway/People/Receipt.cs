using System.Globalization;
using System.Text;
using Mithaq.Contracts;

namespace Mithaq.Gateway.People;

/// <summary>How much of a person was deleted.</summary>
/// <param name="Names">Languages in which the name was known.</param>
/// <param name="Contacts">E-mail and telephone.</param>
/// <param name="Traces">Digests by which free text was scanned.</param>
/// <param name="Overrides">Notes that the person is not another one, on either side.</param>
public sealed record Removed(int Names, int Contacts, int Identifiers, int Traces, int Overrides);

/// <summary>A keeper of copies.</summary>
/// <param name="At">When it had forgotten the person; null: it failed, and is asked again when the erasure is repeated.</param>
public sealed record Forgetting(string Keeper, DateTimeOffset? At);

/// <summary>What is left of an erased person: no personal data, and a proof of what was done.</summary>
/// <param name="By">Null: whoever runs the program.</param>
/// <param name="Hash">SHA-256 over everything above it.</param>
public sealed record Receipt(Guid Id, PersonId Person, DateTimeOffset At, PersonId? By, string Reason, Removed Removed, Sha256 Hash, IReadOnlyList<Forgetting> Copies)
{
    /// <summary>Whether nothing of the person is left anywhere.</summary>
    public bool IsComplete => Copies.All(copy => copy.At is not null);

    /// <summary>The hash that belongs to these contents.</summary>
    public Sha256 Computed() => Sha256.Of(Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"{Id}\n{Person}\n{At:O}\n{By}\n{Removed.Names} {Removed.Contacts} {Removed.Identifiers} {Removed.Traces} {Removed.Overrides}\n{Reason}")));
}

/// <summary>What came of an erasure.</summary>
public abstract record EraseResult
{
    public sealed record Erased(Receipt Receipt) : EraseResult;

    public sealed record Refused(Refusal Refusal) : EraseResult;
}

/// <summary>
/// Whoever keeps copies of personal data outside the persons table (a search index, texts of notifications, mail files). Every registered one is asked when
/// a person is erased.
/// </summary>
public interface IForgetsPersons
{
    /// <summary>Stable: it stands in receipts ("search").</summary>
    string Keeper { get; }

    /// <summary>Deletes all that it holds of the person. The persons table has forgotten already; it can be asked again.</summary>
    Task Forget(PersonId person, CancellationToken stop);
}
