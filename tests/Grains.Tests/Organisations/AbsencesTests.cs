using Mithaq.Contracts;
using Mithaq.Contracts.Organisations;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using static Mithaq.Grains.Tests.Organisations.OrganisationCases;
using static Mithaq.Testing.Rules.RuleTests;
using Fields = Mithaq.Contracts.Refusals.Fields;

namespace Mithaq.Grains.Tests.Organisations;

public class AbsencesTests
{
    private static readonly RecordAbsence August = new(People.Ads.Coordinator, People.Ads.Observer, On(2026, 8, 3), On(2026, 8, 21));
    private static readonly GivenGrain Away = Active.After(August, Coordinator);

    [Fact]
    public void A_stand_in_is_present_from_the_first_to_the_last_day_of_absence()
    {
        var organisation = Active.When(August, by: Coordinator)
            .Then([new AbsenceRecorded(new(People.Ads.Coordinator, People.Ads.Observer, On(2026, 8, 3), On(2026, 8, 21)))]).Organisation();

        organisation.PresentFor(People.Ads.Coordinator, On(2026, 8, 2)).ShouldBe(People.Ads.Coordinator);
        organisation.PresentFor(People.Ads.Coordinator, On(2026, 8, 3)).ShouldBe(People.Ads.Observer);
        organisation.PresentFor(People.Ads.Coordinator, On(2026, 8, 21)).ShouldBe(People.Ads.Observer);
        organisation.PresentFor(People.Ads.Coordinator, On(2026, 8, 22)).ShouldBe(People.Ads.Coordinator);
    }

    [Fact]
    public void A_stand_in_who_has_left_meanwhile_stands_in_for_nobody() =>
        Away.After(new EndMembership(People.Ads.Observer, On(2026, 8, 10)), Coordinator).Organisation()
            .PresentFor(People.Ads.Coordinator, On(2026, 8, 11)).ShouldBe(People.Ads.Coordinator);

    [Fact]
    public void Both_are_members_the_stand_in_on_every_day()
    {
        Active.When(August with { Person = People.Ads.Head }, by: Coordinator).ThenRefused(OrganisationRefusals.NotAMember);
        Active.When(August with { StandIn = People.Ads.Head }, by: Coordinator).ThenRefused(OrganisationRefusals.NotAMember);
        Active.After(new EndMembership(People.Ads.Observer, On(2026, 8, 20)), Coordinator).When(August, by: Coordinator)
            .ThenRefused(OrganisationRefusals.NotAMember).Arguments["on"].ShouldBe("2026-08-21");
        Active.After(new ChangeRoles(People.Ads.Observer, [Role.Head], On(2026, 8, 10)), Coordinator).When(August, by: Coordinator).ThenAccepted();
    }

    [Fact]
    public void Nobody_stands_in_for_themselves() =>
        Active.When(August with { StandIn = August.Person }, by: Coordinator).ThenRefused(OrganisationRefusals.StandsInForSelf);

    [Fact]
    public void A_persons_absences_do_not_overlap()
    {
        Away.When(August with { From = On(2026, 8, 21), To = On(2026, 8, 31), StandIn = People.Ads.Administrator }, by: Coordinator)
            .ThenRefused(OrganisationRefusals.AbsenceOverlaps);
        Away.When(August with { From = On(2026, 8, 22), To = On(2026, 8, 31) }, by: Coordinator).ThenAccepted();
    }

    [Fact]
    public void Who_is_away_does_not_stand_in_and_who_stands_in_is_not_away()
    {
        Away.When(new RecordAbsence(People.Ads.Administrator, People.Ads.Coordinator, On(2026, 8, 1), On(2026, 8, 3)), by: Coordinator)
            .ThenRefused(OrganisationRefusals.StandInIsAway);
        Away.When(new RecordAbsence(People.Ads.Observer, People.Ads.Administrator, On(2026, 8, 21), On(2026, 9, 3)), by: Coordinator)
            .ThenRefused(OrganisationRefusals.StandInIsAway);
    }

    [Fact]
    public void An_absence_names_its_persons_and_its_days_in_order()
    {
        Active.When(new RecordAbsence(default, default, default, default), by: Coordinator).ThenRefused(Refusals.InvalidInput)
            .Errors.Select(e => e.Pointer).ShouldBe(["/person", "/standIn", "/from", "/to"]);
        Active.When(August with { To = On(2026, 8, 2) }, by: Coordinator).ThenRefused(Fields.DatesOutOfOrder, "/to");
    }

    [Fact]
    public void Who_is_back_earlier_hears_again_from_the_next_day()
    {
        var back = Away.When(new ShortenAbsence(People.Ads.Coordinator, On(2026, 8, 3), On(2026, 8, 7)), by: Coordinator)
            .Then([new AbsenceShortened(People.Ads.Coordinator, On(2026, 8, 3), On(2026, 8, 7))]);
        back.Organisation().PresentFor(People.Ads.Coordinator, On(2026, 8, 7)).ShouldBe(People.Ads.Observer);
        back.Organisation().PresentFor(People.Ads.Coordinator, On(2026, 8, 8)).ShouldBe(People.Ads.Coordinator);
        back.When(new ShortenAbsence(People.Ads.Coordinator, On(2026, 8, 3), On(2026, 8, 7)), by: Coordinator).ThenNothing();
        back.When(new ShortenAbsence(People.Ads.Coordinator, On(2026, 8, 3)), by: Coordinator).ThenAccepted().Organisation().Absences.ShouldBeEmpty();
    }

    [Fact]
    public void Only_a_known_absence_is_shortened_and_never_made_longer()
    {
        Away.When(new ShortenAbsence(People.Ads.Coordinator, On(2026, 8, 4)), by: Coordinator).ThenRefused(OrganisationRefusals.UnknownAbsence);
        Away.When(new ShortenAbsence(People.Ads.Coordinator, On(2026, 8, 3), On(2026, 8, 22)), by: Coordinator).ThenRefused(Fields.DatesOutOfOrder, "/to");
        Away.When(new ShortenAbsence(People.Ads.Coordinator, On(2026, 8, 3), On(2026, 8, 2)), by: Coordinator).ThenRefused(Fields.DatesOutOfOrder, "/to");
    }
}
