using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Mithaq.Contracts;
using Mithaq.Contracts.Publishing;
using Mithaq.Gateway.Notifications;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Tests.Feeds;
using Mithaq.Silo.Tests.Privacy;

namespace Mithaq.Silo.Tests.Notifications;

/// <summary>From a published event to notifications: when each is due, what a repeat does, and what becomes of failures.</summary>
public sealed class NotifierTests
{
    private static readonly PersonId Amina = PeopleFixture.Id("amina");
    private static readonly OrganisationId Agency = new("ads");
    private static readonly DateTimeOffset Morning = PeopleFixture.Begins.AddHours(23);
    private static readonly DateTimeOffset WorkingMorning = PeopleFixture.Begins.AddHours(71);

    public static TheoryData<StoreKind> Both => Stores.Both;

    [Theory]
    [InlineData(MailWish.AtOnce, true, false, 0)]
    [InlineData(MailWish.AtOnce, false, false, 71)]
    [InlineData(MailWish.AtOnce, false, true, 0)]
    [InlineData(MailWish.Digest, true, false, 71)]
    [InlineData(MailWish.Digest, false, true, 23)]
    public async Task A_mail_keeps_quiet_on_days_off_unless_something_is_late_and_waits_for_the_morning_where_that_is_wanted(MailWish wish, bool worksToday, bool overdue, int hours)
    {
        await using var people = await PeopleFixture.Open(StoreKind.Sqlite);
        var (notifier, store) = Notifier(people, new Fixed(worksToday, overdue));
        await people.Register(Amina, PeopleFixture.Amina);
        await new Preferences(people.Database, people.Clock).Set(Amina, new(wish, null));

        await notifier.Take(Message("one"), default);

        var told = await store.Of(IdOf("one"), default);
        told.Select(t => t.Notification.Channel).ShouldBe([Channel.Inbox, Channel.Mail]);
        told[0].Notification.ShouldSatisfyAllConditions(n => n.State.ShouldBe(NotificationState.Sent), n => n.DueAt.ShouldBe(PeopleFixture.Begins));
        told[1].Notification.ShouldSatisfyAllConditions(
            n => n.State.ShouldBe(NotificationState.Due), n => n.DueAt.ShouldBe(PeopleFixture.Begins.AddHours(hours)), n => n.Digest.ShouldBe(wish is MailWish.Digest), n => n.Language.ShouldBe("ar"));
    }

    [Fact]
    public async Task Who_wants_no_mails_has_the_inbox_alone()
    {
        await using var people = await PeopleFixture.Open(StoreKind.Sqlite);
        var (notifier, store) = Notifier(people, new Fixed());
        await people.Register(Amina, PeopleFixture.Amina);
        await new Preferences(people.Database, people.Clock).Set(Amina, new(MailWish.None, "fr"));

        await notifier.Take(Message("one"), default);

        (await store.Of(IdOf("one"), default)).ShouldHaveSingleItem().Notification.ShouldSatisfyAllConditions(n => n.Channel.ShouldBe(Channel.Inbox), n => n.Language.ShouldBe("fr"));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Repeats_and_events_in_another_order_are_told_once_each(StoreKind kind)
    {
        await using var people = await PeopleFixture.Open(kind);
        var (notifier, store) = Notifier(people, new Fixed());

        foreach (var name in new[] { "two", "one", "two", "one" }) await notifier.Take(Message(name), default);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => notifier.Take(Message("three"), default)));

        (await store.Count(default)).ShouldBe(6);
    }

    [Fact]
    public async Task A_failure_that_passes_is_tried_again()
    {
        await using var people = await PeopleFixture.Open(StoreKind.Sqlite);
        var (notifier, store) = Notifier(people, new Fixed { Failures = 2 });

        await notifier.Take(Message("one"), default);

        (await store.Count(default)).ShouldBe(2);
        (await new DeadLetters(people.Database, people.Clock).Count()).ShouldBe(0);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task What_fails_for_good_becomes_a_dead_letter_and_is_told_when_it_is_replayed(StoreKind kind)
    {
        await using var people = await PeopleFixture.Open(kind);
        var hearers = new Fixed { Failures = 4 };
        var (notifier, store) = Notifier(people, hearers);
        var letters = new DeadLetters(people.Database, people.Clock);
        var office = new DeadLetterOffice(letters, [new ReplayedNotifications(Writer(people, hearers, store))]);

        await notifier.Take(Message("one"), default);

        var letter = (await letters.List(0, 10)).ShouldHaveSingleItem();
        letter.ShouldSatisfyAllConditions(
            l => l.Kind.ShouldBe(DeadLetters.Notification), l => l.Subject.ShouldBe(IdOf("one").ToString()), l => l.Attempts.ShouldBe(3), l => l.Reason.ShouldContain("the table is locked"),
            l => EventMessage.Parse(l.Body).Id.ShouldBe(IdOf("one").ToString()));
        (await office.Replay(letter.Id, default)).ShouldBeOfType<ReplayResult.Failed>().Letter.Attempts.ShouldBe(4);
        (await office.Replay(letter.Id, default)).ShouldBeOfType<ReplayResult.Replayed>();
        (await office.Replay(letter.Id, default)).ShouldBe(new ReplayResult.NotDead(letter.Id));
        (await store.Count(default)).ShouldBe(2);
        (await letters.List(0, 10)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_message_that_names_no_event_is_not_tried_twice()
    {
        await using var people = await PeopleFixture.Open(StoreKind.Sqlite);
        var hearers = new Fixed();
        var (notifier, _) = Notifier(people, hearers);
        var letters = new DeadLetters(people.Database, people.Clock);

        await notifier.Take(Message("one") with { Sequence = "soon" }, default);
        await notifier.Take(Message("two") with { Subject = null! }, default);

        (await letters.List(0, 10)).Select(l => l.Attempts).ShouldBe([1, 1]);
        hearers.Asked.ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Both))]
    public async Task What_comes_while_others_are_written_is_written_together_next(StoreKind kind)
    {
        await using var people = await PeopleFixture.Open(kind);
        var hearers = new Fixed { Gate = new() };
        var (notifier, store) = Notifier(people, hearers);

        var taken = Enumerable.Range(0, 6).Select(n => notifier.Take(Message($"{n}"), default)).ToArray();
        hearers.Gate.SetResult();
        await Task.WhenAll(taken);

        hearers.Asked.ShouldBe([1, 5]);
        (await store.Count(default)).ShouldBe(12);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task An_event_that_cannot_be_told_takes_none_of_the_others_with_it(StoreKind kind)
    {
        await using var people = await PeopleFixture.Open(kind);
        var hearers = new Fixed { Gate = new(), Unknown = IdOf("3") };
        var (notifier, store) = Notifier(people, hearers);

        var taken = Enumerable.Range(0, 6).Select(n => notifier.Take(Message($"{n}"), default)).ToArray();
        hearers.Gate.SetResult();
        await Task.WhenAll(taken);

        (await store.Count(default)).ShouldBe(10);
        (await new DeadLetters(people.Database, people.Clock).List(0, 10)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            l => l.Subject.ShouldBe(IdOf("3").ToString()), l => l.Attempts.ShouldBe(1));
    }

    private static (Notifier Notifier, NotificationStore Store) Notifier(PeopleFixture people, IHearers hearers)
    {
        var store = new NotificationStore(people.Database, people.Clock);
        return (new(
            Writer(people, hearers, store), new(people.Database, people.Clock), TimeProvider.System, [TimeSpan.Zero, TimeSpan.Zero], NullLogger<Notifier>.Instance), store);
    }

    private static NoticeWriter Writer(PeopleFixture people, IHearers hearers, NotificationStore store) => new(hearers, store, new(people.Database, people.Clock), people.Clock);

    private static Guid IdOf(string name) => Ids.Derive(Guid.Empty, name);

    private static EventMessage Message(string name) => new(
        IdOf(name).ToString(), "urn:test", "ma.mithaq.agreement.text-signed.v1", GrainId.Agreement(Guid.Empty).Stream, PeopleFixture.Begins, "urn:mithaq:schema:agreement.text-signed.v1",
        EventMessage.SequenceOf(7), "agreement", "ads");

    /// <summary>One person hears of everything, after some failures.</summary>
    private sealed class Fixed(bool worksToday = true, bool overdue = false) : IHearers
    {
        private readonly ConcurrentQueue<int> asked = new();

        public int Failures { get; set; }

        /// <summary>How many events at each question.</summary>
        public IReadOnlyList<int> Asked => [.. asked];

        /// <summary>Until then nobody is answered.</summary>
        public TaskCompletionSource? Gate { get; init; }

        /// <summary>An event that the journal does not have.</summary>
        public Guid Unknown { get; init; }

        public async ValueTask<IReadOnlyList<Hearing?>> Of(IReadOnlyList<EventMessage> messages, DateTimeOffset now, CancellationToken stop)
        {
            asked.Enqueue(messages.Count);
            if (Gate is { } gate) await gate.Task;
            if (messages.Any(message => message.Id == Unknown.ToString())) throw new FormatException("the journal has no such event");
            return Failures-- > 0
                ? throw new IOException("the table is locked")
                : [.. messages.Select(_ => new Hearing(
                    new(new(), [Agency], new Dictionary<string, LocalizedText>()), overdue, [new(Amina, Agency, Role.Coordinator, worksToday, Morning, WorkingMorning)]))];
        }
    }
}
