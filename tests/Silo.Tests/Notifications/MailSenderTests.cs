using System.Net;
using System.Net.Sockets;
using Dapper;
using Mithaq.Contracts;
using Mithaq.Gateway.Notifications;
using Mithaq.Gateway.Notifications.Mails;
using Mithaq.Gateway.People;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Tests.Feeds;
using Mithaq.Silo.Tests.Privacy;
using Mithaq.Testing;
using Mithaq.Testing.Mail;
using MimeKit;

namespace Mithaq.Silo.Tests.Notifications;

/// <summary>The sender over a real server, on both databases.</summary>
public sealed class MailSenderTests
{
    private static readonly PersonId Amina = PeopleFixture.Id("amina");
    private static readonly PersonId Brahim = PeopleFixture.Id("brahim");

    public static TheoryData<StoreKind> Both => Stores.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task One_recipient_is_refused_for_good_and_the_others_mail_arrives(StoreKind kind)
    {
        await using var post = await PostOffice.Open(kind);
        await post.Knows(Amina, "refused@ads.example");
        await post.Knows(Brahim, "brahim@ads.example");
        var told = await post.Tell("signed", Amina, Brahim);

        (await post.Sender.SendDue(default)).ShouldBe(1);

        (await post.Arrived(1))[0].To.ShouldBe(["brahim@ads.example"]);
        (await post.State(told, Amina)).State.ShouldBe(NotificationState.GivenUp);
        (await post.State(told, Brahim)).ShouldSatisfyAllConditions(n => n.State.ShouldBe(NotificationState.Sent), n => n.MessageId.ShouldBe($"{n.Id}@agency.example"));
        var letter = (await post.DeadLetters.List(0, 10)).ShouldHaveSingleItem();
        (letter.Kind, letter.Attempts, letter.Reason).ShouldBe((DeadLetters.Mail, 1, "550 5.1.1 <refused@ads.example>: no such mailbox"));

        // The address is put right, and the letter is tried again.
        await post.Corrects(Amina, "amina@ads.example");
        (await new ReplayedMails(post.Store, post.Clock).Replay(letter, default)).ShouldBeNull();
        (await post.Sender.SendDue(default)).ShouldBe(1);
        (await post.Arrived(2))[1].To.ShouldBe(["amina@ads.example"]);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task What_is_not_taken_now_is_taken_later_and_not_before(StoreKind kind)
    {
        await using var post = await PostOffice.Open(kind);
        await post.Knows(Amina, "busy@ads.example");
        var told = await post.Tell("signed", Amina);

        (await post.Sender.SendDue(default)).ShouldBe(0);
        (await post.State(told, Amina)).ShouldSatisfyAllConditions(n => n.Attempts.ShouldBe(1), n => n.Reason.ShouldBe("451 4.2.0 come again"), n => n.DueAt.ShouldBe(post.Clock.GetUtcNow().AddMinutes(1)));
        (await post.Sender.SendDue(default)).ShouldBe(0);
        post.Clock.Advance(TimeSpan.FromMinutes(1));
        (await post.Sender.SendDue(default)).ShouldBe(1);

        (await post.State(told, Amina)).State.ShouldBe(NotificationState.Sent);
        await post.Arrived(1);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_server_that_stays_away_is_tried_for_a_day_and_a_half_and_then_no_more(StoreKind kind)
    {
        using var nobody = new TcpListener(IPAddress.Loopback, 0);
        nobody.Start();
        var port = ((IPEndPoint)nobody.LocalEndpoint).Port;
        nobody.Stop();
        await using var post = await PostOffice.Open(kind, port);
        await post.Knows(Amina, "amina@ads.example");
        var told = await post.Tell("signed", Amina);
        var began = post.Clock.GetUtcNow();

        foreach (var pause in MailSender.Pauses)
        {
            (await post.Sender.SendDue(default)).ShouldBe(0);
            var waiting = await post.State(told, Amina);
            (waiting.State, waiting.DueAt).ShouldBe((NotificationState.Due, post.Clock.GetUtcNow() + pause));
            post.Clock.Advance(pause);
        }
        (await post.Sender.SendDue(default)).ShouldBe(0);

        (await post.State(told, Amina)).ShouldSatisfyAllConditions(n => n.State.ShouldBe(NotificationState.GivenUp), n => n.Attempts.ShouldBe(7));
        (post.Clock.GetUtcNow() - began).ShouldBe(new TimeSpan(32, 36, 0));
        (await post.DeadLetters.List(0, 10)).ShouldHaveSingleItem().Attempts.ShouldBe(7);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_server_that_never_answers_costs_one_mail_an_attempt_and_the_rest_nothing(StoreKind kind)
    {
        await using var post = await PostOffice.Open(kind, change: options => (options.Timeout, options.Parallel) = (TimeSpan.FromSeconds(0.5), 1));
        await post.Knows(Amina, "slow@ads.example");
        var first = await post.Tell("signed", Amina);
        var second = await post.Tell("ended", Amina);

        (await post.Sender.SendDue(default)).ShouldBe(0);

        new[] { (await post.State(first, Amina)).Attempts, (await post.State(second, Amina)).Attempts }.Order().ShouldBe([0, 1]);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Whoever_has_no_address_is_written_to_by_nobody_and_that_shows(StoreKind kind)
    {
        await using var post = await PostOffice.Open(kind);
        await post.Knows(Amina, null);
        var told = await post.Tell("signed", Amina, Brahim);

        (await post.Sender.SendDue(default)).ShouldBe(0);

        (await post.State(told, Amina)).State.ShouldBe(NotificationState.NoAddress);
        (await post.State(told, Brahim)).State.ShouldBe(NotificationState.NoAddress);
        (await post.Store.NextDue(default)).ShouldBeNull();
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Two_nodes_send_every_mail_once(StoreKind kind)
    {
        await using var post = await PostOffice.Open(kind);
        var persons = Enumerable.Range(0, 100).Select(i => PeopleFixture.Id($"person {i}")).ToArray();
        foreach (var (person, i) in persons.Select((p, i) => (p, i))) await post.Knows(person, $"person{i}@ads.example", $"Person Number {i}");
        await post.Tell("signed", persons);

        (await Task.WhenAll(post.Sender.SendDue(default), post.AnotherNode().SendDue(default), post.AnotherNode().SendDue(default))).Sum().ShouldBe(100);

        (await post.Arrived(100)).Select(m => m.To.Single()).Distinct().Count().ShouldBe(100);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_digest_is_one_mail_in_the_persons_language_and_stays_the_same_mail(StoreKind kind)
    {
        await using var post = await PostOffice.Open(kind);
        await post.Knows(Amina, "busy@ads.example");
        foreach (var what in new[] { "one", "two", "three" }) await post.Tell(what, digest: true, language: "ar", persons: Amina);

        (await post.Sender.SendDue(default)).ShouldBe(0);
        var later = await post.Tell("four", digest: true, language: "ar", persons: Amina);
        post.Clock.Advance(TimeSpan.FromMinutes(1));
        (await post.Sender.SendDue(default)).ShouldBe(2);

        var mails = (await post.Arrived(2)).Select(m => MimeMessage.Load(new MemoryStream(m.Data))).OrderBy(m => m.Subject!.Length).ToList();
        mails[0].Subject.ShouldBe("\u20683\u2069 إشعارات، \u20684 مارس 2025\u2069");
        mails[0].HtmlBody!.ShouldContain("<html lang=\"ar\" dir=\"rtl\">");
        mails[0].HtmlBody!.Split("<h2").Length.ShouldBe(2);
        mails[1].MessageId.ShouldBe($"{(await post.State(later, Amina)).Id}@agency.example");
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_digest_that_was_refused_is_one_letter_and_comes_back_whole(StoreKind kind)
    {
        await using var post = await PostOffice.Open(kind);
        await post.Knows(Amina, "refused@ads.example");
        foreach (var what in new[] { "one", "two" }) await post.Tell(what, digest: true, persons: Amina);
        await post.Sender.SendDue(default);
        var letter = (await post.DeadLetters.List(0, 10)).ShouldHaveSingleItem();

        await post.Corrects(Amina, "amina@ads.example");
        (await new ReplayedMails(post.Store, post.Clock).Replay(letter, default)).ShouldBeNull();
        (await post.Sender.SendDue(default)).ShouldBe(1);

        MimeMessage.Load(new MemoryStream((await post.Arrived(1))[0].Data)).Subject.ShouldStartWith("2 avis");
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_sender_that_is_killed_after_the_servers_yes_repeats_one_mail_under_the_same_id(StoreKind kind)
    {
        await using var post = await PostOffice.Open(kind);
        await post.Knows(Amina, "amina@ads.example");
        var told = await post.Tell("signed", Amina);
        var place = kind is StoreKind.Sqlite ? post.Options.DataDirectory : post.Options.ConnectionString!;
        using (var child = ChildProcess.Start("Mithaq.Faults", "mail", kind is StoreKind.Sqlite ? "sqlite" : "postgres", place, "killed", $"{post.Port}"))
        {
            (await child.StandardOutput.ReadLineAsync()).ShouldBe("taken");
            child.Kill();
            await child.WaitForExitAsync();
        }
        await post.Arrived(1);
        (await post.State(told, Amina)).State.ShouldBe(NotificationState.Due);
        (await post.Sender.SendDue(default)).ShouldBe(0, "the lease of the killed one is not over");

        await post.EndLeases();
        (await post.Sender.SendDue(default)).ShouldBe(1);
        await post.EndLeases();
        (await post.Sender.SendDue(default)).ShouldBe(0);

        (await post.Arrived(2)).Select(m => MimeMessage.Load(new MemoryStream(m.Data)).MessageId).Distinct().ShouldHaveSingleItem().ShouldBe($"{(await post.State(told, Amina)).Id}@agency.example");
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_sender_that_is_killed_once_the_yes_is_recorded_repeats_nothing(StoreKind kind)
    {
        await using var post = await PostOffice.Open(kind);
        await post.Knows(Amina, "amina@ads.example");
        await post.Tell("signed", Amina);
        var place = kind is StoreKind.Sqlite ? post.Options.DataDirectory : post.Options.ConnectionString!;
        using (var child = ChildProcess.Start("Mithaq.Faults", "mail", kind is StoreKind.Sqlite ? "sqlite" : "postgres", place, "recorded", $"{post.Port}"))
        {
            (await child.StandardOutput.ReadLineAsync()).ShouldBe("recorded");
            child.Kill();
            await child.WaitForExitAsync();
        }
        await post.EndLeases();

        (await post.Sender.SendDue(default)).ShouldBe(0);
        (await post.Arrived(1)).Count.ShouldBe(1);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Without_a_server_mails_are_files_that_go_with_the_person(StoreKind kind)
    {
        await using var post = await PostOffice.Open(kind, toFiles: true);
        await post.Knows(Amina, "amina@ads.example");
        await post.Knows(Brahim, "brahim@ads.example");
        var told = await post.Tell("signed", Amina, Brahim);
        var written = new List<SentMail>();
        post.Sender.Sent += mail =>
        {
            lock (written) written.Add(mail);
        };

        (await post.Sender.SendDue(default)).ShouldBe(2);

        var id = (await post.State(told, Amina)).Id;
        var file = Path.Combine(post.Folder, $"2025-03-04T0900_{id}_{Amina}.eml");
        MimeMessage.Load(file).ShouldSatisfyAllConditions(m => m.MessageId.ShouldBe($"{id}@agency.example"), m => m.To.Mailboxes.Single().Address.ShouldBe("amina@ads.example"));
        Directory.GetFiles(post.Folder).Length.ShouldBe(2);
        written.Select(m => m.File).ShouldContain(file);
        // What a write that was broken off has left goes too.
        await File.WriteAllTextAsync($"{file}.half", "amina");
        await post.People.Erasures.Erase(Amina, null, "asked for it");
        Directory.GetFiles(post.Folder).ShouldHaveSingleItem().ShouldContain(Brahim.ToString());
    }

    [Fact]
    public async Task A_mail_that_is_written_while_its_person_is_erased_does_not_stay()
    {
        await using var post = await PostOffice.Open(StoreKind.Sqlite, toFiles: true);
        var mail = new OutgoingMail(Guid.Empty, Amina, PeopleFixture.Begins, new() { Body = new TextPart("plain") { Text = "Amina" } });

        await post.Files.Send(mail);

        Directory.GetFiles(post.Folder).ShouldBeEmpty();
    }
}
