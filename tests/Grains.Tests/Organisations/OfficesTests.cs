using Mithaq.Contracts;
using Mithaq.Contracts.Organisations;
using Mithaq.Testing;
using static Mithaq.Grains.Tests.Organisations.OrganisationCases;
using static Mithaq.Testing.Rules.RuleTests;
using Fields = Mithaq.Contracts.Refusals.Fields;

namespace Mithaq.Grains.Tests.Organisations;

public class OfficesTests
{
    private static readonly PersonId Former = People.Ads.Named("former director");
    private static readonly PersonId Next = People.Ads.Named("next director");

    private static AppointOfficeHolder Appoint(PersonId person, DateOnly from, DateOnly? to = null, string office = "director", bool signs = true) =>
        new(office, Director, person, signs, from, to);

    [Fact]
    public void An_office_holder_signs_from_the_first_to_the_last_day_of_office()
    {
        var organisation = Active.When(Appoint(Former, On(2020, 3, 1), On(2026, 1, 4)), by: Coordinator)
            .Then([new OfficeHolderAppointed(new("director", Director, Former, true, On(2020, 3, 1), On(2026, 1, 4)), Today)]).Organisation();

        organisation.HoldsSigningOffice(Former, On(2020, 2, 29)).ShouldBeFalse();
        organisation.HoldsSigningOffice(Former, On(2020, 3, 1)).ShouldBeTrue();
        organisation.HoldsSigningOffice(Former, On(2026, 1, 4)).ShouldBeTrue();
        organisation.HoldsSigningOffice(Former, On(2026, 1, 5)).ShouldBeFalse();
        organisation.HoldsSigningOffice(People.Ads.Signatory, On(2026, 1, 5)).ShouldBeTrue();
    }

    [Fact]
    public void An_office_that_does_not_sign_gives_no_right_to_sign() =>
        Active.When(Appoint(Next, On(2026, 2, 1), office: "secretary-general", signs: false), by: Coordinator).ThenAccepted()
            .Organisation().HoldsSigningOffice(Next, Today).ShouldBeFalse();

    [Fact]
    public void An_office_has_one_holder_at_a_time()
    {
        Active.When(Appoint(Next, On(2027, 1, 1)), by: Coordinator).ThenRefused(OrganisationRefusals.OfficeTaken);
        Active.When(Appoint(Former, On(2020, 1, 1), On(2026, 1, 5)), by: Coordinator).ThenRefused(OrganisationRefusals.OfficeTaken);
        Active.When(Appoint(Next, On(2027, 1, 1), office: "deputy-director"), by: Coordinator).ThenAccepted();
    }

    [Fact]
    public void A_term_of_office_that_ends_makes_room_for_the_next_on_the_day_after()
    {
        var ending = Active.When(new EndOffice("director", On(2026, 1, 5), On(2026, 12, 31)), by: Coordinator)
            .Then([new OfficeEnded("director", People.Ads.Signatory, On(2026, 1, 5), On(2026, 12, 31), Today)]);
        ending.When(Appoint(Next, On(2026, 12, 31)), by: Coordinator).ThenRefused(OrganisationRefusals.OfficeTaken);
        var followed = ending.When(Appoint(Next, On(2027, 1, 1)), by: Coordinator).ThenAccepted();
        followed.When(new EndOffice("director", On(2026, 1, 5), On(2027, 1, 1)), by: Coordinator).ThenRefused(OrganisationRefusals.OfficeTaken);
        followed.When(new EndOffice("director", On(2026, 1, 5), On(2026, 11, 30)), by: Coordinator).ThenAccepted()
            .Organisation().HoldsSigningOffice(People.Ads.Signatory, On(2026, 12, 1)).ShouldBeFalse();
    }

    [Fact]
    public void Only_a_known_term_of_office_ends_and_not_before_it_began()
    {
        Active.When(new EndOffice("director", On(2026, 1, 6), Today), by: Coordinator).ThenRefused(OrganisationRefusals.NotInOffice);
        Active.When(new EndOffice("director", On(2026, 1, 5), On(2026, 1, 4)), by: Coordinator).ThenRefused(Fields.DatesOutOfOrder, "/to");
        Active.After(new EndOffice("director", On(2026, 1, 5), Today), Coordinator).When(new EndOffice("director", On(2026, 1, 5), Today), by: Coordinator)
            .ThenNothing();
    }

    [Fact]
    public void For_ever_is_said_without_a_date() =>
        Active.When(Appoint(Next, On(2027, 1, 1), DateOnly.MaxValue, "president"), by: Coordinator).ThenRefused(Fields.OutOfRange, "/to");

    [Fact]
    public void Every_wrong_field_of_an_appointment_is_named_at_once() =>
        Active.When(new AppointOfficeHolder("The Director", new(), default, true, On(2026, 2, 1), On(2026, 1, 31)), by: Coordinator)
            .ThenRefused(Refusals.InvalidInput).Errors.Select(e => (e.Pointer, e.Code)).ShouldBe(
            [
                ("/office", Fields.NotASlug), ("/title", Fields.Required), ("/person", Fields.Required), ("/to", Fields.DatesOutOfOrder),
            ]);

    [Fact]
    public void The_end_of_a_signing_mandate_that_lies_ahead_waits_for_the_coordinator()
    {
        var ending = Active.After(new EndOffice("director", On(2026, 1, 5), On(2026, 12, 31)), Coordinator);

        var item = ending.OpenItems.Single(i => i.Kind is DeadlineKind.MandateEnd);
        (item.Key, item.Role, item.Since, item.Deadline!.Nominal).ShouldBe(("mandate:director:2026-12-31", Role.Coordinator, Today, On(2026, 12, 31)));
        item.Owes.ShouldBe([People.Ads.Organisation]);
    }

    [Fact]
    public void An_end_that_lay_behind_already_or_an_office_that_does_not_sign_calls_for_nobody()
    {
        HasMandateEnd(Active.After(Appoint(Former, On(2020, 3, 1), On(2026, 1, 4)), Coordinator)).ShouldBeFalse();
        HasMandateEnd(Active.After(Appoint(Next, On(2026, 3, 1), On(2027, 3, 1), "secretary-general", signs: false), Coordinator)).ShouldBeFalse();
        HasMandateEnd(Active.After(Appoint(Next, On(2026, 3, 1), On(2027, 3, 1), "vice-president"), Coordinator)).ShouldBeTrue();
    }

    [Fact]
    public void A_mandates_end_is_watched_until_somebody_follows()
    {
        var ending = Active.After(new EndOffice("director", On(2026, 1, 5), On(2026, 12, 31)), Coordinator);
        HasMandateEnd(ending.After(Appoint(Former, On(2020, 3, 1), On(2026, 1, 4)), Coordinator)).ShouldBeTrue();
        HasMandateEnd(ending.After(Appoint(Next, On(2027, 1, 1)), Coordinator)).ShouldBeFalse();
        ending.After(new EndOffice("director", On(2026, 1, 5), On(2027, 6, 30)), Coordinator)
            .OpenItems.Single(i => i.Kind is DeadlineKind.MandateEnd).Key.ShouldBe("mandate:director:2027-06-30");
    }

    [Fact]
    public void After_the_last_reminder_a_mandates_end_is_not_awaited_any_longer()
    {
        var ending = Active.After(new EndOffice("director", On(2026, 1, 5), On(2026, 12, 31)), Coordinator).On(2027, 2, 1);
        int[] steps = [-30, -7, -1, 0, 1, 7];
        var reminded = ending.WhenReached(new("mandate:director:2026-12-31", On(2026, 12, 31), On(2026, 12, 31), steps, IsDue: false)).ThenAccepted();
        HasMandateEnd(reminded).ShouldBeTrue();
        HasMandateEnd(reminded.WhenReached(new("mandate:director:2026-12-31", On(2026, 12, 31), On(2026, 12, 31), [30], IsDue: false)).ThenAccepted())
            .ShouldBeFalse();
    }

    private static bool HasMandateEnd(Testing.Rules.GivenGrain given) => given.OpenItems.Any(i => i.Kind is DeadlineKind.MandateEnd);
}
