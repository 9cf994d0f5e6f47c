using Mithaq.Contracts;
using Mithaq.Contracts.Organisations;
using Mithaq.Grains.Organisations;
using Mithaq.Testing;
using static Mithaq.Grains.Tests.Organisations.OrganisationCases;
using static Mithaq.Testing.Rules.RuleTests;
using Fields = Mithaq.Contracts.Refusals.Fields;

namespace Mithaq.Grains.Tests.Organisations;

public class RegistrationTests
{
    [Fact]
    public void The_platforms_administrator_registers_an_organisation_whose_kind_nobody_states() =>
        Given(new OrganisationRules(), new GrainId("organisation/lafayette")).On(2026, 10, 1)
            .When(new RegisterOrganisation(new(Ar: "هيئة لافاييت المغرب – إفريقيا"), Aliases: ["Ordre de Lafayette Maroc–Afrique"]), by: Platform)
            .Then([new OrganisationRegistered(
                new(Ar: "هيئة لافاييت المغرب – إفريقيا"), null, ["Ordre de Lafayette Maroc–Afrique"], [], "Africa/Casablanca", WorkCalendar.Of("MA"), On(2026, 10, 1))])
            .Stage.ShouldBe("Registered");

    [Theory, InlineData("Africa/Casablanca", null, "MA"), InlineData("Europe/Paris", null, null), InlineData("Europe/Paris", "MA", "MA")]
    public void An_organisation_keeps_the_holidays_of_the_country_it_names_or_Moroccos_in_Moroccos_zone(string zone, string? named, string? kept) =>
        Unknown.After(new RegisterOrganisation(Names, Zone: zone, Country: named), Platform).Organisation().Calendar.Country.ShouldBe(kept);

    [Fact]
    public void A_hole_in_a_list_is_a_wrong_field_and_not_a_crash()
    {
        Active.When(new ChangeAliases([null!]), by: Coordinator).ThenRefused(Fields.Required, "/aliases/0");
        Active.When(new ChangeIdentifiers([null!]), by: Coordinator).ThenRefused(Fields.Required, "/identifiers/0");
        Active.When(new ChangeContacts([null!]), by: Coordinator).ThenRefused(Fields.Required, "/contacts/0");
        Active.When(new ChangeHolidays(2027, [null!]), by: Coordinator).ThenRefused(Fields.Required, "/holidays/0");
        Active.When(new ConfirmHolidays(2027, [null!, .. Moon2027]), by: OwnAdministrator).ThenRefused(Fields.Required, "/dates/0");
    }

    [Fact]
    public void Nobody_else_registers_activates_renames_or_retires()
    {
        Unknown.When(new RegisterOrganisation(Names), by: Coordinator).ThenRefused(Refusals.AdministratorOnly);
        Registered.When(new ActivateOrganisation(), by: Actor.System).ThenRefused(Refusals.AdministratorOnly);
        Active.When(new RenameOrganisation(new(Fr: "X"), Today), by: OwnAdministrator).ThenRefused(Refusals.AdministratorOnly);
        Active.When(new RetireOrganisation(Today), by: Coordinator).ThenRefused(Refusals.AdministratorOnly);
    }

    [Fact]
    public void Every_wrong_field_of_a_registration_is_named_at_once()
    {
        var refusal = Given(new OrganisationRules(), new GrainId("organisation/Not.A.Slug"))
            .When(
                new RegisterOrganisation(
                    new(Fr: " "), Aliases: ["ADS", "ADS", ""], Identifiers: [new("", new('1', 101))], Zone: "Mars/Olympus", Country: "maroc"),
                by: Platform)
            .ThenRefused(Refusals.InvalidInput);

        refusal.Errors.Select(e => (e.Pointer, e.Code)).ShouldBe(
        [
            ("", Fields.NotASlug), ("/names", Fields.Required), ("/aliases/2", Fields.Required), ("/aliases/1", Fields.Duplicate),
            ("/identifiers/0/scheme", Fields.Required), ("/identifiers/0/value", Fields.TooLong), ("/zone", Fields.UnknownZone), ("/country", Fields.Malformed),
        ]);
    }

    [Theory, InlineData("system"), InlineData("platform")]
    public void The_ids_of_actors_that_are_no_organisation_are_not_given_away(string id) =>
        Given(new OrganisationRules(), new GrainId("organisation", id)).When(new RegisterOrganisation(Names), by: Platform)
            .ThenRefused(OrganisationRefusals.ReservedId);

    [Fact]
    public void An_organisation_is_registered_once() =>
        Registered.When(new RegisterOrganisation(Names), by: Platform).ThenRefused(Refusals.AlreadyExists);

    [Fact]
    public void What_does_not_exist_is_not_found() => Unknown.When(new ActivateOrganisation(), by: Platform).ThenRefused(Refusals.NotFound);

    [Fact]
    public void Activation_makes_it_a_party_once()
    {
        var active = Registered.When(new ActivateOrganisation(), by: Platform).Then([new OrganisationActivated(Today)]);
        active.Stage.ShouldBe("Active");
        active.When(new ActivateOrganisation(), by: Platform).ThenRefused(Refusals.WrongStage);
    }

    [Fact]
    public void A_renamed_organisation_keeps_its_old_names_with_their_last_day()
    {
        var renamed = Active.When(new RenameOrganisation(new(Fr: "Agence Sociale"), On(2026, 9, 1)), by: Platform)
            .Then([new OrganisationRenamed(new(Fr: "Agence Sociale"), On(2026, 9, 1))]).Organisation();

        renamed.FormerNames.ShouldBe([new FormerNames(Names, On(2026, 8, 31))]);
        renamed.NamesOn(On(2026, 8, 31)).ShouldBe(Names);
        renamed.NamesOn(On(2026, 9, 1)).ShouldBe(new(Fr: "Agence Sociale"));
    }

    [Fact]
    public void Renaming_to_the_same_names_does_nothing() => Active.When(new RenameOrganisation(Names, Today), by: Platform).ThenNothing();

    [Fact]
    public void A_name_does_not_change_ahead_of_time_nor_before_a_later_change()
    {
        Active.When(new RenameOrganisation(new(Fr: "A"), Today.AddDays(1)), by: Platform).ThenRefused(Refusals.FutureActDate);
        var renamed = Active.After(new RenameOrganisation(new(Fr: "A"), On(2026, 9, 1)), Platform);
        renamed.When(new RenameOrganisation(new(Fr: "B"), On(2026, 9, 1)), by: Platform).ThenRefused(OrganisationRefusals.RenamedLater);
        renamed.When(new RenameOrganisation(new(Fr: "B"), On(2026, 9, 2)), by: Platform).ThenAccepted().Organisation().FormerNames.Count.ShouldBe(2);
    }

    [Fact]
    public void A_rename_names_its_wrong_fields()
    {
        Active.When(new RenameOrganisation(new(), Today), by: Platform).ThenRefused(Fields.Required, "/names");
        Active.When(new RenameOrganisation(new(Fr: new('x', 501)), Today), by: Platform).ThenRefused(Fields.TooLong, "/names/fr");
        Active.When(new RenameOrganisation(Names, default), by: Platform).ThenRefused(Fields.Required, "/actDate");
    }

    [Fact]
    public void A_retired_organisation_is_succeeded_by_an_active_one()
    {
        var retired = Active.When(new RetireOrganisation(Today, People.Hcar.Organisation), by: Platform)
            .Then([new OrganisationRetired(Today, People.Hcar.Organisation)]);
        retired.Stage.ShouldBe("Retired");
        retired.Organisation().Successor.ShouldBe(People.Hcar.Organisation);
        retired.OpenItems.ShouldBeEmpty();
    }

    [Fact]
    public void A_successor_is_another_known_and_active_organisation()
    {
        Active.When(new RetireOrganisation(Today, People.Ads.Organisation), by: Platform).ThenRefused(OrganisationRefusals.SucceedsItself);
        Active.When(new RetireOrganisation(Today, new OrganisationId("nobody")), by: Platform).ThenRefused(Refusals.UnknownOrganisation);
        Active.Organisations(TestOrganisations.Hcar with { Stage = OrganisationStage.Registered })
            .When(new RetireOrganisation(Today, People.Hcar.Organisation), by: Platform).ThenRefused(Refusals.OrganisationNotActive);
    }

    [Fact]
    public void Retirement_is_not_recorded_ahead_of_time()
    {
        Active.When(new RetireOrganisation(Today.AddDays(1)), by: Platform).ThenRefused(Refusals.FutureActDate);
        Active.When(new RetireOrganisation(default), by: Platform).ThenRefused(Fields.Required, "/actDate");
    }

    [Fact]
    public void Aliases_identifiers_and_contacts_are_replaced_as_a_whole()
    {
        Active.When(new ChangeAliases(["ADS"]), by: Coordinator).Then([new AliasesChanged(["ADS"])]).When(new ChangeAliases(["ADS"]), by: Coordinator)
            .ThenNothing();
        Active.When(new ChangeIdentifiers([new("ICE", "001525412000078")]), by: Coordinator).Then([new IdentifiersChanged([new("ICE", "001525412000078")])])
            .When(new ChangeIdentifiers([new("ICE", "001525412000078")]), by: Coordinator).ThenNothing();
        Contact[] contacts = [new(new(Fr: "Conventions"), Office: "director"), new(new(Fr: "Comptes"), Person: People.Ads.FinanceOfficer)];
        Active.When(new ChangeContacts(contacts), by: Coordinator).Then([new ContactsChanged(contacts)])
            .When(new ChangeContacts(contacts), by: Coordinator).ThenNothing();
    }

    [Fact]
    public void A_contact_is_a_person_or_a_known_office()
    {
        Active.When(new ChangeContacts([new(Names)]), by: Coordinator).ThenRefused(Fields.Required, "/contacts/0");
        Active.When(new ChangeContacts([new(Names, People.Ads.Head, "director")]), by: Coordinator).ThenRefused(Fields.TooMany, "/contacts/0");
        Active.When(new ChangeContacts([new(Names, Office: "treasurer")]), by: Coordinator).ThenRefused(Fields.UnknownReference, "/contacts/0/office");
        Active.When(new ChangeContacts([new(new(), Person: default(PersonId))]), by: Coordinator).Refusal!.Errors.Select(e => e.Pointer)
            .ShouldBe(["/contacts/0/purpose", "/contacts/0/person"]);
    }

    [Fact]
    public void Lists_have_their_limits()
    {
        string[] aliases = [.. Enumerable.Range(0, 51).Select(n => $"alias {n}")];
        Active.When(new ChangeAliases(aliases), by: Coordinator).ThenRefused(Fields.TooMany, "/aliases");
        Identifier[] identifiers = [.. aliases.Take(21).Select(a => new Identifier("RC", a))];
        Active.When(new ChangeIdentifiers(identifiers), by: Coordinator).ThenRefused(Fields.TooMany, "/identifiers");
        Active.When(new ChangeIdentifiers([identifiers[0], identifiers[0]]), by: Coordinator).ThenRefused(Fields.Duplicate, "/identifiers/1");
    }
}
