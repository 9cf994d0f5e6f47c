using Mithaq.Contracts;
using Mithaq.Gateway.Notifications;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Tests.Feeds;
using Mithaq.Silo.Tests.Privacy;
using Mithaq.Testing;

namespace Mithaq.Silo.Tests.Notifications;

/// <summary>What the sender of mails may rely on, on both databases.</summary>
public sealed class NotificationStoreTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly OrganisationId Agency = new("ads");
    private static readonly PersonId Amina = PeopleFixture.Id("amina");
    private static readonly PersonId Brahim = PeopleFixture.Id("brahim");

    public static TheoryData<StoreKind> Both => Stores.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task An_event_that_comes_twice_is_told_once(StoreKind kind)
    {
        await using var people = await PeopleFixture.Open(kind);
        var store = new NotificationStore(people.Database, people.Clock);
        var (notice, mails) = Happened("signed", Amina, Brahim);

        await store.Add([notice], mails, default);
        await store.Add([notice], mails, default);
        (await store.Count(default)).ShouldBe(2);

        (await store.Count(default)).ShouldBe(2);
        var told = await store.Of(notice.EventId, default);
        told.Select(t => t.Notification).ShouldBe(mails.OrderBy(m => m.Person.ToString(), StringComparer.Ordinal));
        told[0].Notice.Facts.ShouldSatisfyAllConditions(
            f => f.Title.ShouldBe(notice.Facts.Title), f => f.Parties.ShouldBe([Agency]), f => f.Names["ads"].Fr.ShouldBe("Agence"), f => f.Due.ShouldBe(new DateOnly(2026, 3, 9)));
        (told[0].Notice with { Facts = notice.Facts }).ShouldBe(notice);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task What_is_not_due_yet_is_not_claimed(StoreKind kind)
    {
        await using var people = await PeopleFixture.Open(kind);
        var store = new NotificationStore(people.Database, people.Clock);
        var (notice, mails) = Happened("signed", Amina);
        await store.Add([notice], mails, default);

        (await store.Claim(Noon.AddMinutes(-1), Lease, 10, default)).Mails.ShouldBeEmpty();
        (await store.NextDue(default)).ShouldBe(Noon);
        (await store.Claim(Noon, Lease, 10, default)).Mails.Count.ShouldBe(1);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Two_senders_never_hold_the_same_mail_and_a_person_is_claimed_whole(StoreKind kind)
    {
        await using var people = await PeopleFixture.Open(kind);
        var store = new NotificationStore(people.Database, people.Clock);
        foreach (var what in new[] { "one", "two", "three" })
        {
            var (notice, mails) = Happened(what, Amina, Brahim);
            await store.Add([notice], mails, default);
        }

        var claims = await Task.WhenAll(store.Claim(Noon, Lease, 1, default), store.Claim(Noon, Lease, 1, default), store.Claim(Noon, Lease, 1, default));

        claims.Select(c => c.Mails.Count).Order().ShouldBe([0, 3, 3]);
        claims.SelectMany(c => c.Mails).Select(m => m.Notification.Id).Distinct().Count().ShouldBe(6);
        claims.Where(c => c.Mails.Count > 0).ShouldAllBe(c => c.Mails.Select(m => m.Notification.Person).Distinct().Count() == 1);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Who_lost_the_lease_settles_nothing(StoreKind kind)
    {
        await using var people = await PeopleFixture.Open(kind);
        var store = new NotificationStore(people.Database, people.Clock);
        var (notice, mails) = Happened("signed", Amina);
        await store.Add([notice], mails, default);
        // A lease of no time at all is over at once, on PostgreSQL's own clock too.
        var slow = await store.Claim(Noon, TimeSpan.Zero, 10, default);
        var quick = await store.Claim(Noon, Lease, 10, default);
        quick.Mails.Count.ShouldBe(1);

        await store.GiveUp(slow.Token, [mails[0].Id], "too late", Noon, default);
        (await State(store, notice)).ShouldBe(NotificationState.Due);
        await store.Sent(quick.Token, [mails[0].Id], "<1@mithaq>", Noon, default);

        (await store.Of(notice.EventId, default))[0].Notification.ShouldSatisfyAllConditions(n => n.State.ShouldBe(NotificationState.Sent), n => n.MessageId.ShouldBe("<1@mithaq>"));
        (await store.Claim(Noon.AddYears(1), Lease, 10, default)).Mails.ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_mail_that_failed_is_due_again_later_and_one_that_was_given_up_only_when_it_is_revived(StoreKind kind)
    {
        await using var people = await PeopleFixture.Open(kind);
        var store = new NotificationStore(people.Database, people.Clock);
        var (notice, mails) = Happened("signed", Amina);
        await store.Add([notice], mails, default);

        await store.Retry((await store.Claim(Noon, Lease, 10, default)).Token, [mails[0].Id], Noon.AddMinutes(5), "451 busy", default);
        (await store.Claim(Noon.AddMinutes(4), Lease, 10, default)).Mails.ShouldBeEmpty();
        var again = await store.Claim(Noon.AddMinutes(5), Lease, 10, default);
        again.Mails.ShouldHaveSingleItem().Notification.ShouldSatisfyAllConditions(n => n.Attempts.ShouldBe(1), n => n.Reason.ShouldBe("451 busy"));
        await store.GiveUp(again.Token, [mails[0].Id], "550 unknown", Noon, default);
        (await State(store, notice)).ShouldBe(NotificationState.GivenUp);

        (await store.Revive(mails[0].Id, Noon, default)).ShouldBeTrue();
        (await store.Revive(mails[0].Id, Noon, default)).ShouldBeFalse();
        var revived = await store.Claim(Noon, Lease, 10, default);
        (await store.NoAddress(Noon, default)).ShouldBe(0);
        await store.Release(revived.Token, default);
        (await store.NoAddress(Noon, default)).ShouldBe(1);
        (await State(store, notice)).ShouldBe(NotificationState.NoAddress);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_person_who_is_erased_is_told_nothing_and_nothing_of_what_was_told_is_left(StoreKind kind)
    {
        await using var people = await PeopleFixture.Open(kind);
        var store = new NotificationStore(people.Database, people.Clock);
        var preferences = new Preferences(people.Database, people.Clock);
        var letters = new DeadLetters(people.Database, people.Clock);
        people.Keeps(new ForgottenNotifications(people.Database));
        await people.Register(Amina, PeopleFixture.Amina);
        (await preferences.Set(Amina, new(MailWish.Digest, "fr"))).ShouldBeTrue();
        var (notice, mails) = Happened("signed", Amina, Brahim);
        await store.Add([notice], mails, default);
        await letters.Add(DeadLetters.Mail, mails[0].Id.ToString(), "550 amina.zahraoui@example.ma unknown", [], 1, Amina);

        await people.Erasures.Erase(Amina, null, "asked for it");

        (await store.Of(notice.EventId, default)).ShouldHaveSingleItem().Notification.Person.ShouldBe(Brahim);
        (await letters.Count()).ShouldBe(0);
        (await preferences.Of(Amina)).ShouldBe(Preference.Default);
        (await preferences.Set(Amina, new(MailWish.None, null))).ShouldBeFalse();
        var (later, more) = Happened("ended", Amina);
        await store.Add([later], more, default);
        (await store.Of(later.EventId, default)).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Both))]
    public async Task The_language_is_the_wish_then_that_of_the_details_then_the_first_one(StoreKind kind)
    {
        await using var people = await PeopleFixture.Open(kind);
        var preferences = new Preferences(people.Database, people.Clock);
        await people.Register(Amina, PeopleFixture.Amina with { Language = "fr" });
        await people.Register(Brahim, PeopleFixture.Named("Brahim Othmani"));

        (await preferences.Wishes([Amina, Brahim])).Values.ShouldBe([(Preference.Default, "fr"), (Preference.Default, "ar")]);
        await preferences.Set(Amina, new(MailWish.None, "en"));
        (await preferences.Wishes([Amina])).Values.ShouldBe([(new Preference(MailWish.None, "en"), "en")]);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_dead_letter_stays_until_somebody_decides_and_comes_back_when_it_dies_again(StoreKind kind)
    {
        await using var people = await PeopleFixture.Open(kind);
        var letters = new DeadLetters(people.Database, people.Clock);
        await letters.Add(DeadLetters.Relay, "event-1", "malformed", [1, 2], 1);
        await letters.Add(DeadLetters.Notification, "event-1", "locked", [3], 4);
        var (first, second) = (await letters.List(0, 10)) is [var one, var two] ? (one, two) : throw new ShouldAssertException("two letters");
        (first.Body, first.Reason, first.At).ShouldSatisfyAllConditions(f => f.Body.ShouldBe([1, 2]), f => f.Reason.ShouldBe("malformed"), f => f.At.ShouldBe(PeopleFixture.Begins));

        (await letters.Drop(first.Id, "the partner left")).ShouldBeTrue();
        (await letters.Replayed(first.Id)).ShouldBeFalse();
        (await letters.Find(first.Id))!.ShouldSatisfyAllConditions(l => l.State.ShouldBe(DeadLetterState.Dropped), l => l.Why.ShouldBe("the partner left"));
        (await letters.Replayed(second.Id)).ShouldBeTrue();
        (await letters.List(0, 10)).ShouldBeEmpty();

        await letters.Add(DeadLetters.Notification, "event-1", "locked again", [3], 4);
        (await letters.List(0, 10)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(l => l.Id.ShouldBe(second.Id), l => l.Attempts.ShouldBe(8), l => l.Reason.ShouldBe("locked again"));
    }

    private static async Task<NotificationState> State(NotificationStore store, Notice notice) => (await store.Of(notice.EventId, default))[0].Notification.State;

    private static (Notice Notice, Notification[] Mails) Happened(string what, params PersonId[] persons)
    {
        var notice = new Notice(
            Ids.Derive(Guid.Empty, what), GrainId.Agreement(Guid.Empty), 7, "agreement.text-signed.v1", Agency, Noon,
            new(new("اتفاقية", "Convention"), [Agency], new Dictionary<string, LocalizedText> { ["ads"] = new(Fr: "Agence") }, new(2026, 3, 9)), """{"party":"ads"}""");
        return (notice, [.. persons.Select(person => new Notification(
            Notification.IdOf(notice.EventId, person, Channel.Mail), notice.EventId, person, Channel.Mail, Agency, Role.Coordinator, "fr", Noon, false, NotificationState.Due))]);
    }
}
