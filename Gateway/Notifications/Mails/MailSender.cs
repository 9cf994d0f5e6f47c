using Microsoft.Extensions.Logging;
using Mithaq.Contracts;
using Mithaq.Gateway.Languages;
using Mithaq.Gateway.People;

namespace Mithaq.Gateway.Notifications.Mails;

/// <summary>A mail that was taken.</summary>
/// <param name="File">Where it was written; null: a server has it.</param>
public sealed record SentMail(IReadOnlyList<Telling> Tellings, LocalizedText Reader, string Subject, string? File);

/// <summary>
/// Sends what is due, on as many nodes as there are: whoever claims a person's mails sends them, one after the other. A mail is settled as soon as it is taken; if that
/// is lost, it goes out again under the same message id.
/// </summary>
/// <param name="clock">The product's.</param>
/// <param name="realTime">By which leases end.</param>
public sealed partial class MailSender(
    NotificationStore store, Persons persons, DeadLetters deadLetters, IMailTransport transport, MailOptions options, TimeProvider clock, TimeProvider realTime, ILogger<MailSender> log)
{
    private const int PersonsAtOnce = 64;

    /// <summary>Before each further attempt; after the last one a mail is given up.</summary>
    public static IReadOnlyList<TimeSpan> Pauses { get; } =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(6), TimeSpan.FromHours(24)];

    /// <summary>Of each mail that was taken, when it is settled; from any thread.</summary>
    public event Action<SentMail>? Sent;

    /// <summary>Long enough for a few slow mails; who cannot begin another one within it leaves it to the next round.</summary>
    private TimeSpan Lease => options.Timeout * 4;

    /// <summary>Sends until nothing is due, or the server is out of reach. A mail that was begun is brought to its end.</summary>
    /// <returns>How many were taken.</returns>
    public async Task<int> SendDue(CancellationToken stop)
    {
        var taken = 0;
        while (await store.NextDue(stop) is { } due && due <= clock.GetUtcNow())
        {
            if (await store.NoAddress(clock.GetUtcNow(), stop) > 0) continue;
            var started = realTime.GetTimestamp();
            var claim = await store.Claim(clock.GetUtcNow(), Lease, PersonsAtOnce, stop);
            if (claim.Mails.Count == 0) break;
            var round = new Round(claim, await Known(claim, stop), started);
            try
            {
                await Parallel.ForEachAsync(
                    claim.Mails.GroupBy(t => t.Notification.Person), new ParallelOptions { MaxDegreeOfParallelism = options.Parallel, CancellationToken = stop },
                    async (mails, _) => await SendTo(mails.Key, [.. mails], round, stop));
            }
            finally
            {
                taken += round.Taken;
                await store.Release(claim.Token, CancellationToken.None);
            }
            if (round.IsOver) break;
        }
        return taken;
    }

    /// <summary>Addresses and names of everybody to whom, or of whom, is written.</summary>
    private async Task<IReadOnlyDictionary<PersonId, Contact>> Known(Claim claim, CancellationToken stop)
    {
        var wanted = claim.Mails.Select(t => t.Notification.Person).ToHashSet();
        foreach (var mails in claim.Mails.GroupBy(t => t.Notification.Language))
        {
            var asked = new MailWriter(Texts.In(mails.Key), person =>
            {
                wanted.Add(person);
                return null;
            });
            foreach (var telling in mails) asked.Of(telling.Notification.Person, [telling], default);
        }
        return await persons.ContactsOf(wanted, stop);
    }

    private async Task SendTo(PersonId person, IReadOnlyList<Telling> due, Round round, CancellationToken stop)
    {
        // Erased, or without an address since a moment ago: the next look settles it.
        if (round.Contacts.GetValueOrDefault(person) is not { Email: { } email } contact) return;
        foreach (var mail in Mails(due))
        {
            // The rest stays due.
            if (stop.IsCancellationRequested || round.IsOver || realTime.GetElapsedTime(round.Started) + options.Timeout >= Lease) return;
            await Send(person, contact, email, mail, round);
        }
    }

    /// <summary>Each by itself, and one for all that the person wants in one. What once was to go in one mail stays in that mail, and what came later goes in another.</summary>
    private static IEnumerable<IReadOnlyList<Telling>> Mails(IReadOnlyList<Telling> due) => due
        .GroupBy(t => t.Notification is { Digest: false } alone ? alone.Id.ToString() : t.Notification.MessageId ?? "")
        .Select(mail => mail.ToList());

    /// <summary>No stop once it is begun: what is broken off might have been taken.</summary>
    private async Task Send(PersonId person, Contact contact, string email, IReadOnlyList<Telling> tellings, Round round)
    {
        var first = tellings[0].Notification;
        var (ids, now) = (Ids(tellings), clock.GetUtcNow());
        if (MailOptions.Mailbox(email) is not { } address)
        {
            await GiveUp(person, first, ids, $"'{email}' is not an address", round);
            return;
        }
        var texts = Texts.In(tellings[^1].Notification.Language);
        var messageId = first.MessageId ?? MimeMails.IdOf(first.Id, options);
        if (first is { Digest: true, MessageId: null }) await store.Plan(round.Token, ids, messageId, CancellationToken.None);
        var content = new MailWriter(texts, id => round.Contacts.GetValueOrDefault(id)?.Names).Of(person, tellings, DateOnly.FromDateTime(now.UtcDateTime));
        address.Name = Plain.OneLine(texts.Of(contact.Names));
        var message = MimeMails.Of(content, address, messageId, now, options);
        switch (await transport.Send(new(first.Id, person, first.DueAt, message)))
        {
            case Delivery.Taken taken:
                await store.Sent(round.Token, ids, messageId, clock.GetUtcNow(), CancellationToken.None);
                round.Took();
                Sent?.Invoke(new(tellings, contact.Names, content.Subject, taken.File));
                break;
            case Delivery.Refused refused:
                await GiveUp(person, first, ids, refused.Why, round);
                break;
            case Delivery.Postponed postponed:
                await Retry(person, first, ids, postponed.Why, round);
                break;
            case Delivery.Unreachable unreachable:
                round.End();
                await Retry(person, first, ids, unreachable.Why, round);
                break;
        }
    }

    private async Task Retry(PersonId person, Notification first, Guid[] ids, string why, Round round)
    {
        if (first.Attempts >= Pauses.Count)
        {
            await GiveUp(person, first, ids, why, round);
            return;
        }
        LogPostponed(first.Id, first.Attempts + 1, Code(why));
        await store.Retry(round.Token, ids, clock.GetUtcNow() + Pauses[first.Attempts], why, CancellationToken.None);
    }

    /// <summary>The letter first: what dies between the two is tried again, and is the same letter then.</summary>
    private async Task GiveUp(PersonId person, Notification first, Guid[] ids, string why, Round round)
    {
        LogGivenUp(first.Id, first.Attempts + 1, Code(why));
        await deadLetters.Add(DeadLetters.Mail, first.Id.ToString(), why, [], first.Attempts + 1, person, CancellationToken.None);
        await store.GiveUp(round.Token, ids, why, clock.GetUtcNow(), CancellationToken.None);
    }

    private static Guid[] Ids(IEnumerable<Telling> tellings) => [.. tellings.Select(t => t.Notification.Id)];

    /// <summary>The words may hold the address, which no log does.</summary>
    private static string Code(string why) => why.Length >= 3 && why.AsSpan(0, 3).IndexOfAnyExceptInRange('0', '9') < 0 ? why[..3] : "see its reason";

    [LoggerMessage(LogLevel.Warning, "mail {Notification} was not taken (attempt {Attempt}: {Code}); it is tried again")]
    private partial void LogPostponed(Guid notification, int attempt, string code);

    [LoggerMessage(LogLevel.Warning, "mail {Notification} is given up (attempt {Attempt}: {Code}); it is among the dead letters")]
    private partial void LogGivenUp(Guid notification, int attempt, string code);

    /// <summary>What is claimed at once.</summary>
    private sealed class Round(Claim claim, IReadOnlyDictionary<PersonId, Contact> contacts, long started)
    {
        private int taken;
        private volatile bool over;

        public Guid Token => claim.Token;
        public IReadOnlyDictionary<PersonId, Contact> Contacts => contacts;
        public long Started => started;
        public int Taken => taken;

        /// <summary>The server is out of reach: nothing more is begun.</summary>
        public bool IsOver => over;

        public void Took() => Interlocked.Increment(ref taken);

        public void End() => over = true;
    }
}
