using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Contracts.Publishing;
using Mithaq.Gateway.Notifications;
using Mithaq.Gateway.Notifications.Mails;
using Mithaq.Gateway.People;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Hosting.Cli;
using Mithaq.Silo.Scheduling;
using Mithaq.Silo.Tests.Feeds;
using Mithaq.Testing;
using MimeKit;

namespace Mithaq.Silo.Tests.Notifications;

/// <summary>A whole node: from a command over the relay to people's notifications.</summary>
public sealed class ToldTests
{
    /// <summary>A Friday noon in Casablanca.</summary>
    private static readonly DateTimeOffset Friday = new(2026, 10, 2, 11, 0, 0, TimeSpan.Zero);

    /// <summary>The morning after the weekend; Casablanca is at UTC+00 since September 2026.</summary>
    private static readonly DateTimeOffset Monday = new(2026, 10, 5, 8, 0, 0, TimeSpan.Zero);

    private static readonly GrainId Agreement = AgreementCases.Id;

    public static TheoryData<StoreKind> Both => Stores.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Those_who_owe_an_answer_are_told_with_all_that_a_text_needs_and_who_asks_is_not(StoreKind kind)
    {
        var store = await Stores.New(kind);
        try
        {
            var clock = new SimulatedClock(Friday);
            await using var node = await MithaqNode.Open(store, clock);
            await Drafted(node);

            var sent = await node.Accepted(Agreement, new SendToReview(), NodeCommands.CoordinatorOf("ads"));
            await node.Feeds.Drain(default);

            var told = await node.Get<NotificationStore>().Of(await EventId(node, sent.Version), default);
            told.Select(t => (t.Notification.Person, t.Notification.Channel)).ShouldBe(
                [(NodeCommands.CoordinatorOf("hcar").Person, Channel.Inbox), (NodeCommands.CoordinatorOf("hcar").Person, Channel.Mail)]);
            told[1].ShouldSatisfyAllConditions(
                t => t.Notification.DueAt.ShouldBe(Friday), t => t.Notification.Language.ShouldBe("ar"), t => t.Notification.Role.ShouldBe(Role.Coordinator),
                t => t.Notice.Event.ShouldBe("agreement.sent-to-review.v1"), t => t.Notice.Facts.Title.Fr.ShouldBe("Convention-cadre"), t => t.Notice.Facts.Names["hcar"].Fr.ShouldBe("hcar"),
                t => t.Notice.Facts.Awaited.ShouldNotBeNull().ShouldHaveSingleItem().ShouldSatisfyAllConditions(a => a.Kind.ShouldBe(DeadlineKind.ReviewAnswer), a => a.Owes.ShouldBe([new("hcar")])),
                t => t.Notice.Organisation.ShouldBe(new("ads")), t => t.Notice.Data.ShouldNotBeNull().ShouldContain("answerBy"));
        }
        finally
        {
            Stores.Remove(store);
        }
    }

    [Fact]
    public async Task On_a_Saturday_a_mail_waits_for_Monday_morning_and_a_restored_journals_event_is_a_dead_letter()
    {
        var store = await Stores.New(StoreKind.Sqlite);
        try
        {
            var clock = new SimulatedClock(Friday);
            await using var node = await MithaqNode.Open(store, clock);
            await Drafted(node);
            clock.Set(Friday.AddDays(1));

            var sent = await node.Accepted(Agreement, new SendToReview(), NodeCommands.CoordinatorOf("ads"));
            await node.Feeds.Drain(default);

            var id = await EventId(node, sent.Version);
            (await node.Get<NotificationStore>().Of(id, default))[1].Notification.DueAt.ShouldBe(Monday);

            await node.Get<Notifier>().Take(Message(Ids.Derive(id, "another"), sent.Version), default);
            (await node.Get<DeadLetters>().List(0, 10)).ShouldHaveSingleItem().Reason.ShouldContain("another event");
        }
        finally
        {
            Stores.Remove(store);
        }
    }

    [Theory, MemberData(nameof(Both))]
    public async Task What_happens_on_a_quiet_day_is_in_the_mail_on_the_next_working_morning(StoreKind kind)
    {
        var store = await Stores.New(kind);
        var mails = Directory.CreateTempSubdirectory("mithaq-mails-");
        try
        {
            var clock = new SimulatedClock(Friday);
            await using var node = await MithaqNode.Open(
                store, clock, new Dictionary<string, string?> { [$"{MailOptions.Section}:{nameof(MailOptions.Folder)}"] = mails.FullName });
            var (persons, sender) = (node.Get<Persons>(), node.Get<MailSender>());
            await persons.Register(
                NodeCommands.CoordinatorOf("hcar").Person, new(new("hcar"), new(Fr: "Amina Zahraoui"), Email: "amina@hcar.example", Language: "fr"), by: null);
            await Drafted(node);
            clock.Set(Friday.AddDays(1));
            await node.Accepted(Agreement, new SendToReview(), NodeCommands.CoordinatorOf("ads"));
            await node.Feeds.Drain(default);

            clock.Set(Monday.AddSeconds(-1));
            (await sender.SendDue(default)).ShouldBe(0);
            clock.Set(Monday);
            (await sender.SendDue(default)).ShouldBe(1);
            (await sender.SendDue(default)).ShouldBe(0);

            var mail = await MimeMessage.LoadAsync(mails.EnumerateFiles("*.eml").ShouldHaveSingleItem().FullName);
            mail.To.ToString().ShouldBe("\"Amina Zahraoui\" <amina@hcar.example>");
            mail.Subject.ShouldNotBeNull().ShouldContain("Convention-cadre");
            mail.TextBody.ShouldNotBeNull().ShouldContain("Attendu de vous");
        }
        finally
        {
            Stores.Remove(store);
            mails.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_person_sets_how_mails_come_and_operators_see_what_died()
    {
        var store = await Stores.New(StoreKind.Sqlite);
        try
        {
            var person = NodeCommands.CoordinatorOf("hcar").Person;
            await using (var node = await MithaqNode.Open(store))
            {
                await node.Get<Persons>().Register(person, new(new("hcar"), new(Fr: "Amina Zahraoui")), by: null);
                await node.Get<DeadLetters>().Add(DeadLetters.Mail, Guid.Empty.ToString(), "550 unknown", [], 6);
            }

            (await Run(store, "persons", "prefer", person.ToString(), "--mail", "digest", "--language", "fr")).Code.ShouldBe(ExitCodes.Done);
            (await Run(store, "persons", "prefer", Guid.Empty.ToString(), "--mail", "digest")).Code.ShouldBe(ExitCodes.WrongUse);
            (await Run(store, "persons", "prefer", person.ToString(), "--mail", "weekly")).Code.ShouldBe(ExitCodes.WrongUse);

            var (code, lines, _) = await Run(store, "deadletters", "list");
            (code, lines.Length).ShouldBe((ExitCodes.Done, 1));
            lines[0].ShouldContain("mail, tried 6 times");
            (await Run(store, "deadletters", "list", "--lang", "ar")).Lines[0].ShouldContain("محاولات");
            (await Run(store, "deadletters", "list", "--json")).Lines[0].ShouldContain("\"kind\":\"mail\"");
            // The notification is not there any more: it stays dead, with that reason.
            (await Run(store, "deadletters", "replay", "1")).Code.ShouldBe(ExitCodes.FailedExpectation);
            (await Run(store, "deadletters", "drop", "1", "--why", " ")).Code.ShouldBe(ExitCodes.WrongUse);
            (await Run(store, "deadletters", "drop", "1", "--why", "the server is gone")).Code.ShouldBe(ExitCodes.Done);
            (await Run(store, "deadletters", "drop", "1", "--why", "again")).ShouldSatisfyAllConditions(r => r.Code.ShouldBe(ExitCodes.WrongUse), r => r.Errors.ShouldContain("1 is no dead letter"));
            (await Run(store, "deadletters", "list")).Lines.ShouldBe(["nothing was given up"]);

            await using var again = await MithaqNode.Open(store);
            (await again.Get<Preferences>().Of(person)).ShouldBe(new(MailWish.Digest, "fr"));
        }
        finally
        {
            Stores.Remove(store);
        }
    }

    private static async Task Drafted(MithaqNode node)
    {
        var (ads, hcar) = (await node.Organisation("ads"), await node.Organisation("hcar"));
        var coordinator = NodeCommands.CoordinatorOf("ads");
        await node.Accepted(Agreement, new DraftAgreement(AgreementKind.Framework, AgreementCases.Words("Convention-cadre"), "Africa/Casablanca", "MAD", [new(ads), new(hcar)]), coordinator);
        await node.Accepted(Agreement, new SetSubstance(new(AgreementCases.Words("Coopération"))), coordinator);
        await node.Accepted(Agreement, new ReviseText(AgreementCases.Clauses), coordinator);
    }

    private static async Task<Guid> EventId(MithaqNode node, long version)
    {
        await foreach (var entry in node.Journal.ReadStream(Agreement.Stream, version - 1, default)) return Silo.Journal.EventMetadata.FromBytes(entry.Metadata).EventId;
        throw new ShouldAssertException($"there is no version {version}");
    }

    private static EventMessage Message(Guid id, long version) => new(
        id.ToString(), "urn:test", "ma.mithaq.agreement.sent-to-review.v1", Agreement.Stream, Friday, "urn:mithaq:schema:agreement.sent-to-review.v1", EventMessage.SequenceOf(version),
        Agreement.Stream, "ads");

    private static async Task<(int Code, string[] Lines, string Errors)> Run(StoreOptions store, params string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await CommandLine.Run([.. args, "--data", store.DataDirectory], output, errors);
        return (code, output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), errors.ToString());
    }
}
