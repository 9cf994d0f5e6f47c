using Mithaq.Contracts;
using Mithaq.Contracts.Organisations;
using Mithaq.Grains.Organisations;
using Mithaq.Testing;
using static Mithaq.Grains.Tests.Organisations.OrganisationCases;
using static Mithaq.Testing.Rules.RuleTests;

namespace Mithaq.Grains.Tests.Organisations;

public class OrganisationDeadlinesTests
{
    private static readonly DeadlineReached AWeekBefore = new("holidays:2027", On(2026, 12, 1), On(2026, 12, 1), [-7], IsDue: false);

    [Fact]
    public void The_year_after_registration_is_to_be_confirmed_by_the_first_of_December()
    {
        var item = Active.OpenItems.ShouldHaveSingleItem();
        (item.Key, item.Kind, item.Role, item.Since).ShouldBe(("holidays:2027", DeadlineKind.HolidaysToConfirm, Role.Administrator, Today));
        item.Owes.ShouldBe([People.Ads.Organisation]);
        (item.Deadline!.Nominal, item.Deadline.Rule, item.Deadline.Zone).ShouldBe((On(2026, 12, 1), DayRule.Next, "Africa/Casablanca"));
    }

    [Fact]
    public void Once_a_year_is_confirmed_the_next_one_is_awaited()
    {
        var confirmed = Active.After(new ConfirmHolidays(2028, MoroccanHolidays.Expected(2028)), OwnAdministrator);
        confirmed.OpenItems.ShouldHaveSingleItem().Key.ShouldBe("holidays:2027");
        var item = confirmed.After(new ConfirmHolidays(2027, Moon2027), OwnAdministrator).OpenItems.ShouldHaveSingleItem();
        (item.Key, item.Since, item.Deadline!.Nominal).ShouldBe(("holidays:2029", On(2028, 1, 1), On(2028, 12, 1)));
    }

    [Fact]
    public void Nothing_is_awaited_of_an_organisation_that_is_not_active_or_keeps_another_countrys_days()
    {
        Registered.OpenItems.ShouldBeEmpty();
        Retired.OpenItems.ShouldBeEmpty();
        Active.After(new ChangeCalendar("Europe/Paris", "FR", [DayOfWeek.Monday]), Coordinator).OpenItems.ShouldBeEmpty();
    }

    [Fact]
    public void A_reminder_goes_to_the_administrator_and_is_taken_once()
    {
        var reminded = Active.On(2026, 11, 24).WhenReached(AWeekBefore).Then(
        [
            new DeadlineStepsTaken("holidays:2027", DeadlineKind.HolidaysToConfirm, On(2026, 12, 1), On(2026, 12, 1), [-7], -7,
                [new(People.Ads.Organisation, Role.Administrator, People.Ads.Administrator)]),
        ]);
        reminded.OpenItems.ShouldHaveSingleItem().Deadline!.Taken.ShouldBe([-7]);
        reminded.WhenReached(AWeekBefore).ThenNothing();
    }

    [Fact]
    public void A_late_reminder_reaches_the_coordinator_too_and_the_stand_in_of_who_is_away()
    {
        var told = Active.After(new RecordAbsence(People.Ads.Administrator, People.Ads.Observer, On(2026, 12, 1), On(2026, 12, 9)), Coordinator)
            .On(2026, 12, 2).WhenReached(AWeekBefore with { Steps = [-30, -7, -1, 0, 1] }).Events.ShouldHaveSingleItem().ShouldBeOfType<DeadlineStepsTaken>();

        told.Highest.ShouldBe(1);
        told.Told.ShouldBe(
        [
            new(People.Ads.Organisation, Role.Administrator, People.Ads.Observer), new(People.Ads.Organisation, Role.Coordinator, People.Ads.Coordinator),
        ]);
    }

    [Fact]
    public void Where_nobody_holds_the_role_the_gap_shows() =>
        WithoutPeople.On(2026, 11, 24).WhenReached(AWeekBefore).Events.ShouldHaveSingleItem().ShouldBeOfType<DeadlineStepsTaken>()
            .Told.ShouldBe([new(People.Ads.Organisation, Role.Administrator, null)]);

    [Fact]
    public void A_timer_that_comes_late_for_another_date_or_to_the_retired_changes_nothing()
    {
        Active.After(new ConfirmHolidays(2027, Moon2027), OwnAdministrator).WhenReached(AWeekBefore).ThenNothing();
        Active.WhenReached(AWeekBefore with { Nominal = On(2026, 12, 2) }).ThenNothing();
        Active.WhenReached(AWeekBefore with { Steps = [], IsDue = true }).ThenNothing();
        Retired.WhenReached(AWeekBefore).ThenNothing();
    }

    [Fact]
    public void Only_the_system_tells_the_time() => Active.When(AWeekBefore, by: Platform).ThenRefused(Refusals.SystemOnly);

    [Fact]
    public void An_event_of_a_newer_program_stops_the_load() =>
        Should.Throw<Kernel.UnknownEventException>(() => Active.Events([new Rectified("x", "y", "z", Today)]));

    [Fact]
    public void The_rules_take_every_command_of_the_organisation_and_no_other()
    {
        new OrganisationRules().Commands.Where(c => c != typeof(DeadlineReached)).ShouldBe(
            MessageNames.CommandTypes.Where(c => c.IsAssignableTo(typeof(IOrganisationCommand))), ignoreOrder: true);
        Active.When(new UnknownCommand(), by: Platform).ThenRefused(Refusals.UnknownCommand);
    }

    private sealed record UnknownCommand : ICommand;
}
