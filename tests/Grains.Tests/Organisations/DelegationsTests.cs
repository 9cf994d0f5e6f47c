using Mithaq.Contracts;
using Mithaq.Contracts.Organisations;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using static Mithaq.Grains.Tests.Organisations.OrganisationCases;
using static Mithaq.Testing.Rules.RuleTests;
using Fields = Mithaq.Contracts.Refusals.Fields;

namespace Mithaq.Grains.Tests.Organisations;

public class DelegationsTests
{
    private static readonly PersonId Delegate = People.Ads.Named("vice-director");
    private static readonly GrainId Agreement = GrainId.Agreement(new("0f0e0d0c-0b0a-4908-8706-050403020100"));
    private static readonly GrainId Another = GrainId.Agreement(new("1f0e0d0c-0b0a-4908-8706-050403020100"));

    private static RecordDelegation Delegation(DateOnly starts, DateOnly ends, GrainId? scope = null) =>
        new(People.Ads.Signatory, Delegate, On(2026, 9, 1), starts, ends, scope);

    private static readonly GivenGrain Delegated = Active.After(Delegation(On(2026, 9, 10), On(2026, 9, 20)), Coordinator);
    private static Guid DelegationId => Delegated.Organisation().Delegations[0].Id;

    [Fact]
    public void A_delegates_right_to_sign_runs_from_the_first_to_the_last_day()
    {
        var organisation = Active.When(Delegation(On(2026, 9, 10), On(2026, 9, 20)), by: Coordinator)
            .Then(
            [
                new DelegationRecorded(
                    new(Ids.Derive(Active.CommandId, 0), People.Ads.Signatory, Delegate, On(2026, 9, 10), On(2026, 9, 20)), On(2026, 9, 1)),
            ])
            .Organisation();

        organisation.HoldsDelegation(Delegate, Agreement, On(2026, 9, 9)).ShouldBeFalse();
        organisation.HoldsDelegation(Delegate, Agreement, On(2026, 9, 10)).ShouldBeTrue();
        organisation.HoldsDelegation(Delegate, Agreement, On(2026, 9, 20)).ShouldBeTrue();
        organisation.HoldsDelegation(Delegate, Agreement, On(2026, 9, 21)).ShouldBeFalse();
    }

    [Fact]
    public void A_delegation_for_one_agreement_covers_no_other()
    {
        var organisation = Active.After(Delegation(On(2026, 9, 10), On(2026, 9, 20), Agreement), Coordinator).Organisation();
        organisation.HoldsDelegation(Delegate, Agreement, On(2026, 9, 15)).ShouldBeTrue();
        organisation.HoldsDelegation(Delegate, Another, On(2026, 9, 15)).ShouldBeFalse();
    }

    [Fact]
    public void A_delegation_lapses_with_the_office_of_who_gave_it()
    {
        var organisation = Delegated.After(new EndOffice("director", On(2026, 1, 5), On(2026, 9, 15)), Coordinator).Organisation();
        organisation.HoldsDelegation(Delegate, Agreement, On(2026, 9, 15)).ShouldBeTrue();
        organisation.HoldsDelegation(Delegate, Agreement, On(2026, 9, 16)).ShouldBeFalse();
    }

    [Fact]
    public void Only_who_holds_a_signing_office_on_the_act_date_delegates()
    {
        Active.When(new RecordDelegation(People.Ads.Head, Delegate, Today, Today, Today), by: Coordinator)
            .ThenRefused(OrganisationRefusals.DelegatorDoesNotSign);
        Active.When(new RecordDelegation(People.Ads.Signatory, Delegate, On(2026, 1, 4), Today, Today), by: Coordinator)
            .ThenRefused(OrganisationRefusals.DelegatorDoesNotSign);
        Active.When(new RecordDelegation(People.Ads.Signatory, Delegate, On(2026, 1, 5), Today, Today), by: Coordinator).ThenAccepted();
    }

    [Fact]
    public void A_delegate_does_not_delegate_further() =>
        Delegated.When(new RecordDelegation(Delegate, People.Ads.Head, On(2026, 9, 12), On(2026, 9, 12), On(2026, 9, 13)), by: Coordinator)
            .ThenRefused(OrganisationRefusals.DelegatorDoesNotSign);

    [Fact]
    public void Nobody_delegates_to_themselves() =>
        Active.When(new RecordDelegation(People.Ads.Signatory, People.Ads.Signatory, Today, Today, Today), by: Coordinator)
            .ThenRefused(OrganisationRefusals.DelegatesToSelf);

    [Fact]
    public void A_delegation_is_not_dated_ahead_and_starts_no_earlier_than_its_paper()
    {
        Active.When(new RecordDelegation(People.Ads.Signatory, Delegate, Today.AddDays(1), Today.AddDays(1), Today.AddDays(2)), by: Coordinator)
            .ThenRefused(Refusals.FutureActDate);
        Active.When(Delegation(On(2026, 8, 31), On(2026, 9, 20)), by: Coordinator).ThenRefused(Fields.DatesOutOfOrder, "/starts");
        Active.When(Delegation(On(2026, 9, 20), On(2026, 9, 19)), by: Coordinator).ThenRefused(Fields.DatesOutOfOrder, "/ends");
        Active.When(Delegation(On(2027, 1, 1), On(2027, 12, 31)), by: Coordinator).ThenAccepted();
    }

    [Fact]
    public void A_delegation_reaches_agreements_only() =>
        Active.When(Delegation(Today, Today, new GrainId("committee/x")), by: Coordinator).ThenRefused(Fields.UnknownReference, "/scope");

    [Fact]
    public void A_delegation_names_its_persons_and_its_day() =>
        Active.When(new RecordDelegation(default, default, default, Today, Today), by: Coordinator).ThenRefused(Refusals.InvalidInput)
            .Errors.Select(e => e.Pointer).ShouldBe(["/from", "/to", "/actDate"]);

    [Fact]
    public void From_the_day_of_revocation_on_the_delegate_does_not_sign()
    {
        var organisation = Delegated.When(new RevokeDelegation(DelegationId, On(2026, 9, 15)), by: Coordinator)
            .Then([new DelegationRevoked(DelegationId, On(2026, 9, 15))]).Organisation();
        organisation.HoldsDelegation(Delegate, Agreement, On(2026, 9, 14)).ShouldBeTrue();
        organisation.HoldsDelegation(Delegate, Agreement, On(2026, 9, 15)).ShouldBeFalse();
    }

    [Fact]
    public void Revoked_before_it_started_a_delegation_never_was_one() =>
        Delegated.After(new RevokeDelegation(DelegationId, On(2026, 9, 10)), Coordinator).Organisation().Delegations.ShouldBeEmpty();

    [Fact]
    public void Only_a_known_delegation_that_still_runs_is_revoked()
    {
        Delegated.When(new RevokeDelegation(default, Today), by: Coordinator).ThenRefused(OrganisationRefusals.UnknownDelegation);
        Delegated.When(new RevokeDelegation(DelegationId, On(2026, 9, 21)), by: Coordinator).ThenRefused(OrganisationRefusals.DelegationHasEnded);
        Delegated.When(new RevokeDelegation(DelegationId, Today.AddDays(1)), by: Coordinator).ThenRefused(Refusals.FutureActDate);
        Delegated.When(new RevokeDelegation(DelegationId, default), by: Coordinator).ThenRefused(Fields.Required, "/actDate");
    }
}
