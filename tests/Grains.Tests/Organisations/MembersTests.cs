using Mithaq.Contracts;
using Mithaq.Contracts.Organisations;
using Mithaq.Testing;
using static Mithaq.Grains.Tests.Organisations.OrganisationCases;
using static Mithaq.Testing.Rules.RuleTests;
using Fields = Mithaq.Contracts.Refusals.Fields;

namespace Mithaq.Grains.Tests.Organisations;

public class MembersTests
{
    private static readonly PersonId Clerk = People.Ads.Named("clerk");

    [Fact]
    public void The_platforms_administrator_adds_the_first_members_and_then_leaves_it_to_them()
    {
        var add = new AddMember(Clerk, [Role.LegalOfficer], Today);
        WithoutPeople.When(add, by: Platform).Then([new MemberAdded(new(Clerk, [Role.LegalOfficer], Today))])
            .When(new AddMember(People.Ads.Coordinator, [Role.Coordinator], Today), by: Platform).ThenAccepted()
            .When(new AddMember(People.Ads.Head, [Role.Head], Today), by: Platform).ThenRefused(Refusals.NotAParty);
        Active.When(add, by: Coordinator).ThenAccepted();
        Active.When(add, by: OwnAdministrator).ThenAccepted();
    }

    [Fact]
    public void When_the_last_manager_has_left_the_platforms_administrator_may_step_in_again() =>
        Active.After(new EndMembership(People.Ads.Administrator, Today.AddDays(-1)), Coordinator)
            .After(new EndMembership(People.Ads.Coordinator, Today), Coordinator)
            .On(Today.AddDays(1))
            .When(new AddMember(Clerk, [Role.Coordinator], Today.AddDays(1)), by: Platform).ThenAccepted();

    [Fact]
    public void Strangers_and_members_of_other_role_manage_nothing()
    {
        var add = new AddMember(Clerk, [Role.LegalOfficer], Today);
        Active.When(add, by: People.Ads.As(Role.Observer)).ThenRefused(Refusals.LacksRole);
        Active.When(add, by: People.Hcar.As(Role.Coordinator)).ThenRefused(Refusals.NotAParty);
        Active.When(add, by: Actor.System).ThenRefused(Refusals.NotAParty);
        Active.When(add, by: Coordinator with { For = new(People.Ads.Organisation, new("letter.pdf", default, 1)) }).ThenRefused(Refusals.NotAParty);
    }

    [Fact]
    public void A_member_whose_time_has_not_begun_or_is_over_manages_nothing()
    {
        var add = new AddMember(Clerk, [Role.LegalOfficer], Today);
        Active.On(2026, 1, 4).When(add, by: Coordinator).ThenRefused(Refusals.LacksRole);
        Active.After(new EndMembership(People.Ads.Coordinator, Today), Coordinator).On(Today.AddDays(1)).When(add, by: Coordinator)
            .ThenRefused(Refusals.LacksRole);
    }

    [Fact]
    public void A_person_is_a_member_once_at_a_time()
    {
        Active.When(new AddMember(People.Ads.Observer, [Role.Head], Today), by: Coordinator).ThenRefused(OrganisationRefusals.AlreadyMember);
        Active.After(new EndMembership(People.Ads.Observer, Today), Coordinator)
            .When(new AddMember(People.Ads.Observer, [Role.Head], Today.AddDays(1)), by: Coordinator).ThenAccepted();
    }

    [Fact]
    public void Every_wrong_field_of_a_membership_is_named_at_once() =>
        Active.When(new AddMember(default, [], default, new(2020, 1, 1)), by: Coordinator).ThenRefused(Refusals.InvalidInput)
            .Errors.Select(e => (e.Pointer, e.Code)).ShouldBe([("/person", Fields.Required), ("/roles", Fields.TooFew), ("/from", Fields.Required)]);

    [Fact]
    public void Dates_and_roles_of_a_membership_make_sense()
    {
        Active.When(new AddMember(Clerk, [Role.Head], Today, Today.AddDays(-1)), by: Coordinator).ThenRefused(Fields.DatesOutOfOrder, "/to");
        Active.When(new AddMember(Clerk, [Role.Head, Role.Head], Today), by: Coordinator).ThenRefused(Fields.Duplicate, "/roles/1");
    }

    [Fact]
    public void Roles_change_from_a_day_on_and_what_held_before_stays_on_record()
    {
        var changed = Active.When(new ChangeRoles(People.Ads.Observer, [Role.Head, Role.Signatory], On(2026, 11, 1), HearsEscalations: true), by: Coordinator)
            .Then([new RolesChanged(People.Ads.Observer, [Role.Head, Role.Signatory], On(2026, 11, 1), true)]).Organisation();

        changed.HasRole(People.Ads.Observer, Role.Observer, On(2026, 10, 31)).ShouldBeTrue();
        changed.HasRole(People.Ads.Observer, Role.Observer, On(2026, 11, 1)).ShouldBeFalse();
        changed.HasRole(People.Ads.Observer, Role.Head, On(2026, 10, 31)).ShouldBeFalse();
        changed.MembersWith(Role.Signatory, On(2026, 11, 1)).ShouldHaveSingleItem().HearsEscalations.ShouldBeTrue();
    }

    [Fact]
    public void Roles_that_change_on_the_first_day_replace_the_old_ones() =>
        Active.After(new ChangeRoles(People.Ads.Observer, [Role.Head], On(2026, 1, 5)), Coordinator).Organisation()
            .Members.Where(m => m.Person == People.Ads.Observer).ShouldHaveSingleItem().Roles.ShouldBe([Role.Head]);

    [Fact]
    public void The_same_roles_in_another_order_change_nothing() =>
        Active.After(new ChangeRoles(People.Ads.Observer, [Role.Head, Role.Signatory], Today), Coordinator)
            .When(new ChangeRoles(People.Ads.Observer, [Role.Signatory, Role.Head], Today.AddDays(30)), by: Coordinator).ThenNothing();

    [Fact]
    public void Who_is_no_member_on_that_day_has_no_roles_to_change_and_nothing_to_end()
    {
        Active.When(new ChangeRoles(Clerk, [Role.Head], Today), by: Coordinator).ThenRefused(OrganisationRefusals.NotAMember);
        Active.When(new ChangeRoles(People.Ads.Observer, [Role.Head], On(2026, 1, 4)), by: Coordinator).ThenRefused(OrganisationRefusals.NotAMember);
        Active.When(new EndMembership(People.Ads.Observer, On(2026, 1, 4)), by: Coordinator).ThenRefused(OrganisationRefusals.NotAMember);
        Active.When(new EndMembership(People.Ads.Observer, default), by: Coordinator).ThenRefused(Fields.Required, "/to");
        Active.When(new ChangeRoles(People.Ads.Observer, [], Today), by: Coordinator).ThenRefused(Fields.TooFew, "/roles");
    }

    [Fact]
    public void A_membership_ends_with_its_last_day_and_what_would_begin_later_lapses()
    {
        var ended = Active.After(new ChangeRoles(People.Ads.Observer, [Role.Head], On(2026, 12, 1)), Coordinator)
            .When(new EndMembership(People.Ads.Observer, On(2026, 10, 31)), by: Coordinator).Then([new MembershipEnded(People.Ads.Observer, On(2026, 10, 31))]);

        ended.Organisation().IsMember(People.Ads.Observer, On(2026, 10, 31)).ShouldBeTrue();
        ended.Organisation().IsMember(People.Ads.Observer, On(2026, 11, 1)).ShouldBeFalse();
        ended.Organisation().IsMember(People.Ads.Observer, On(2026, 12, 1)).ShouldBeFalse();
        ended.When(new EndMembership(People.Ads.Observer, On(2026, 10, 31)), by: Coordinator).ThenNothing();
    }
}
