using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Contracts.Committees;
using Mithaq.Contracts.Organisations;
using Mithaq.Contracts.Participations;
using Mithaq.Contracts.Programmes;
using Mithaq.Grains.Agreements;
using Mithaq.Grains.Organisations;
using Mithaq.Grains.Reactions;
using Mithaq.Testing;
using Mithaq.Testing.Rules;
using static Mithaq.Testing.AgreementCases;
using static Mithaq.Testing.Rules.RuleTests;

namespace Mithaq.Grains.Tests.Reactions;

/// <summary>What agreements and organisations bring about in other grains.</summary>
public sealed class AgreementReactionsTests
{
    private static readonly GrainId Specific = GrainId.Agreement(new("1f9b1e3c-5a77-4a53-9d3e-2f1f6f0c1a22"));
    private static readonly GivenGrain Framework = Draft(People.Ads, People.Hcar).SignedOn(2026, 10, 5);

    private static AgreementSuspended Suspended(Guid id, params string[] commitments) =>
        new(id, SuspensionCause.Agreed, People.Ads.Organisation, On(2026, 11, 1), "a pause", commitments, ExtendsTerm: true);

    private static Effect Each(ISystemCommand command) => new Effect.ToEach("agreement", Id, command);

    /// <summary>What agreements hear; other kinds of grains hear of the same events.</summary>
    private static Effect[] From(GivenGrain after, IEvent happened) =>
        [.. Grains.Reactions.Reactions.All.React(after.Grain, after.State<object>(), happened).Where(effect => MessageNames.GrainOf(effect.Command.GetType()) == "agreement")];

    [Fact]
    public void A_specific_agreement_that_was_opened_is_drafted_in_the_frameworks_zone_and_currency()
    {
        var opened = new SpecificOpened(Specific, Words("Fonds"), People.Ads.Organisation, Framework.Agreement().Parties, ["solar"], On(2030, 1, 1), SurvivesParent: true);

        From(Framework.Events(opened), opened).ShouldBe(
        [
            new Effect.To(Specific, new DraftSpecific(
                opened.Title, "Africa/Casablanca", "MAD", People.Ads.Organisation, opened.Parties, new(Id, opened.Axes, On(2030, 1, 1), SurvivesParent: true))),
        ]);
    }

    [Fact]
    public void Only_a_suspension_of_the_whole_framework_reaches_its_specific_agreements()
    {
        var (whole, part) = (Suspended(Guid.Empty), Suspended(Guid.Empty, "reports"));

        From(Framework.Events(whole), whole).ShouldBe([Each(new NoteFrameworkSuspended(On(2026, 11, 1), "a pause", ExtendsTerm: true))]);
        From(Framework.Events(part), part).ShouldBeEmpty();
    }

    [Fact]
    public void They_run_again_when_nothing_holds_the_framework_still_and_learn_its_term()
    {
        var (first, second) = (Guid.Parse("00000000-0000-0000-0000-000000000001"), Guid.Parse("00000000-0000-0000-0000-000000000002"));
        var twice = Framework.Events(Suspended(first), Suspended(second));
        var (one, other) = (new AgreementResumed(first, On(2026, 12, 1), null), new AgreementResumed(second, On(2026, 12, 5), On(2031, 1, 1)));

        From(twice.Events(one), one).ShouldBe([Each(new NoteFrameworkTermChanged(null))]);
        From(twice.Events(one, other), other).ShouldBe([Each(new NoteFrameworkResumed(On(2026, 12, 5))), Each(new NoteFrameworkTermChanged(On(2031, 1, 1)))]);
    }

    [Fact]
    public void Whatever_moves_the_frameworks_end_is_told()
    {
        From(Framework, new TermRenewed(1, On(2028, 1, 1), On(2028, 12, 31), Tacit: true)).ShouldBe([Each(new NoteFrameworkTermChanged(On(2028, 12, 31)))]);
        From(Framework, new EndFixed(On(2027, 6, 30))).ShouldBe([Each(new NoteFrameworkTermChanged(On(2027, 6, 30)))]);
        From(Framework, new AgreementEnded(On(2027, 6, 30), EndCause.CommonAccord)).ShouldBe([Each(new NoteFrameworkEnded(On(2027, 6, 30)))]);
        From(Framework, new AgreementVoided("visa", On(2027, 6, 30))).ShouldBe([Each(new NoteFrameworkEnded(On(2027, 6, 30)))]);
    }

    [Fact]
    public void Only_the_rectification_of_an_end_reinstates_what_ended_with_it()
    {
        Rectified Right<T>() => new(MessageNames.Of(typeof(T)), "expiry", "renewed-in-time", On(2027, 6, 1));

        Grains.Reactions.Reactions.All.React(Id, null, Right<AgreementEnded>()).ShouldBe(
        [
            Each(new NoteFrameworkEndRectified("renewed-in-time", On(2027, 6, 1))),
            new Effect.ToEach("committee", Id, new NoteCommitteeAgreementEndRectified("renewed-in-time", On(2027, 6, 1))),
            new Effect.ToEach("programme", Id, new NoteProgrammeAgreementEndRectified("renewed-in-time", On(2027, 6, 1))),
        ]);
        Grains.Reactions.Reactions.All.React(Id, null, Right<TermRenewed>()).ShouldBeEmpty();
    }

    [Fact]
    public void A_specific_agreement_that_was_void_and_is_signed_again_tells_its_framework()
    {
        var specific = Given(new AgreementRules(), Specific).Events(Drafted(People.Ads, People.Hcar) with { Kind = AgreementKind.Specific, Parentage = new(Id, [], null, false) });
        var back = new AgreementReinstated("visa", On(2027, 1, 1));

        From(specific.Events(back), back).ShouldBe([new Effect.To(Id, new NoteSpecificReinstated(Specific))]);
        From(Framework.Events(back), back).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("closed")]
    [InlineData("withdrawn")]
    [InlineData("void")]
    public void A_specific_agreement_that_is_over_leaves_its_framework(string how)
    {
        IEvent over = how switch
        {
            "closed" => new AgreementClosed(On(2027, 1, 1)),
            "withdrawn" => new AgreementWithdrawn(People.Ads.Organisation, "no need"),
            _ => new AgreementVoided("visa", On(2027, 1, 1)),
        };
        var drafted = Drafted(People.Ads, People.Hcar) with { Kind = AgreementKind.Specific, Parentage = new(Id, [], null, false) };
        var specific = Given(new AgreementRules(), Specific).Events(drafted);

        From(specific.Events(over), over).ShouldContain(new Effect.To(Id, new NoteSpecificClosed(Specific)));
        From(Framework.Events(over), over).OfType<Effect.To>().ShouldBeEmpty();
    }

    [Fact]
    public void A_successor_takes_the_place_of_a_retired_organisation_in_its_agreements()
    {
        var hcar = GrainId.Organisation(People.Hcar.Organisation);
        var succession = new SucceedParty(People.Hcar.Organisation, People.Ads.Organisation);

        Grains.Reactions.Reactions.All.React(hcar, null, new OrganisationRetired(On(2027, 1, 1), People.Ads.Organisation)).ShouldBe([new Effect.ToEach("agreement", hcar, succession)]);
        Grains.Reactions.Reactions.All.React(hcar, null, new OrganisationRetired(On(2027, 1, 1), null)).ShouldBeEmpty();
    }

    [Fact]
    public void A_new_holder_of_an_office_follows_the_one_before_in_the_agreements_of_the_organisation()
    {
        var ads = Given(new OrganisationRules(), GrainId.Organisation(People.Ads.Organisation));
        var (first, next) = (Holder("Aicha", On(2020, 1, 1), On(2026, 12, 31)), Holder("Brahim", On(2027, 1, 1)));

        From(ads.Events(first), first).ShouldBeEmpty();
        From(ads.Events(first, next), next).ShouldBe(
        [
            new Effect.ToEach("agreement", ads.Grain, new NoteOfficeHolder(
                People.Ads.Organisation, "director", People.Ads.Named("Aicha"), People.Ads.Named("Brahim"), On(2027, 1, 1))),
        ]);

        static OfficeHolderAppointed Holder(string name, DateOnly from, DateOnly? to = null) =>
            new(new("director", new(Fr: "Directeur"), People.Ads.Named(name), Signs: true, from, to), from);
    }

    [Fact]
    public void A_contact_that_became_a_draft_is_drafted_with_where_it_came_from()
    {
        var forum = GrainId.Participation(new("2f9b1e3c-5a77-4a53-9d3e-2f1f6f0c1a33"));
        IReadOnlyList<Party> parties = [new(People.Ads.Organisation), new(People.Hcar.Organisation)];

        Grains.Reactions.Reactions.All.React(
            forum, null, new ContactTurnedIntoDraft("c1", Id, AgreementKind.Partnership, Words("Convention"), "Africa/Casablanca", "MAD", People.Ads.Organisation, parties)).ShouldBe(
        [
            new Effect.To(Id, new DraftFromContact(AgreementKind.Partnership, Words("Convention"), "Africa/Casablanca", "MAD", People.Ads.Organisation, parties, new(forum, "c1"))),
        ]);
    }
}
