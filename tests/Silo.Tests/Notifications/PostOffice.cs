using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Mithaq.Contracts;
using Mithaq.Gateway.Notifications;
using Mithaq.Gateway.Notifications.Mails;
using Mithaq.Gateway.People;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Tests.Privacy;
using Mithaq.Testing;
using Mithaq.Testing.Mail;

namespace Mithaq.Silo.Tests.Notifications;

/// <summary>A sender over a fresh store, and a server that takes what it sends.</summary>
internal sealed class PostOffice : IAsyncDisposable
{
    private static readonly OrganisationId Agency = new("ads");

    private readonly SmtpTestServer? server;
    private readonly MailOptions mail;
    private readonly IMailTransport transport;

    private PostOffice(PeopleFixture people, SmtpTestServer? server, MailOptions mail)
    {
        (People, this.server, this.mail) = (people, server, mail);
        Store = new(people.Database, people.Clock);
        DeadLetters = new(people.Database, people.Clock);
        Files = new(Folder, people.Persons);
        transport = mail.Smtp.Host is null ? Files : new SmtpServer(mail, TimeProvider.System);
        people.Keeps(new ForgottenNotifications(people.Database));
        people.Keeps(Files);
        Sender = AnotherNode();
    }

    public PeopleFixture People { get; }
    public StoreOptions Options => People.Store;
    public ManualClock Clock => People.Clock;
    public NotificationStore Store { get; }
    public DeadLetters DeadLetters { get; }
    public MailFolder Files { get; }
    public MailSender Sender { get; }
    public string Folder { get; } = Path.Combine(Path.GetTempPath(), $"mithaq-mail-{Guid.CreateVersion7()}");
    public int Port => mail.Smtp.Port!.Value;

    /// <param name="port">Where a server should be; null: one is started.</param>
    public static async Task<PostOffice> Open(StoreKind kind, int? port = null, bool toFiles = false, Action<MailOptions>? change = null)
    {
        var server = port is null && !toFiles ? await SmtpTestServer.Start() : null;
        var options = new MailOptions { From = "Mithaq <notices@agency.example>" };
        if (!toFiles) options.Smtp = new() { Host = "127.0.0.1", Port = port ?? server!.Port, Security = SmtpSecurity.None };
        change?.Invoke(options);
        return new(await PeopleFixture.Open(kind), server, options);
    }

    public MailSender AnotherNode() => new(
        Store, People.Persons, DeadLetters, transport, mail, Clock, People.Clock, NullLogger<MailSender>.Instance);

    public Task Knows(PersonId person, string? email, string name = "Amina Zahraoui") => People.Register(person, PeopleFixture.Named(name) with { Email = email });

    public async Task Corrects(PersonId person, string email) =>
        (await People.Persons.Change(person, 1, PeopleFixture.Named("Amina Zahraoui") with { Email = email }, PeopleFixture.Clerk)).ShouldBeOfType<SaveResult.Saved>();

    public Task<Guid> Tell(string what, params PersonId[] persons) => Tell(what, false, "fr", persons);

    /// <returns>The event's id.</returns>
    public async Task<Guid> Tell(string what, bool digest = false, string language = "fr", params PersonId[] persons)
    {
        var id = Ids.Derive(Guid.Empty, what);
        var notice = new Notice(
            id, GrainId.Agreement(Guid.Empty), 7, "agreement.text-signed.v1", Agency, Clock.GetUtcNow(),
            new(new("اتفاقية", "Convention"), [Agency], new Dictionary<string, LocalizedText> { ["ads"] = new(Fr: "Agence") }), """{"party":"ads","actDate":"2025-03-04"}""");
        await Store.Add(
            [notice],
            [.. persons.Select(p => new Notification(Notification.IdOf(id, p, Channel.Mail), id, p, Channel.Mail, Agency, Role.Coordinator, language, Clock.GetUtcNow(), digest, NotificationState.Due))],
            default);
        return id;
    }

    public async Task<Notification> State(Guid eventId, PersonId person) => (await Store.Of(eventId, default)).Select(t => t.Notification).Single(n => n.Person == person);

    /// <summary>What the server has taken: exactly so many.</summary>
    public async Task<IReadOnlyList<ReceivedMail>> Arrived(int count)
    {
        await Until.True(() => server!.Received.Count >= count);
        server!.Received.Count.ShouldBe(count);
        return server.Received;
    }

    /// <summary>As if time had passed: PostgreSQL's clock is nobody's to move.</summary>
    public async Task EndLeases()
    {
        await using var connection = await People.Database.Open(default);
        await connection.ExecuteAsync("update notifications set claimed_until = 0 where claimed_until is not null");
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null) await server.DisposeAsync();
        await People.DisposeAsync();
        if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
    }
}
