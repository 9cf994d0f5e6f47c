using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Contracts.Organisations;

namespace Mithaq.Testing.Runtime;

/// <summary>Five agreements in draft on which several nodes work at once. Whatever the others do, none of these commands may be refused.</summary>
public sealed class SharedAgreements(IGrains grains)
{
    private const int Count = 5;
    private static readonly Guid Space = new("31a0f0a6-4d0e-4d8f-8c61-9b0b3c1f6a55");
    private static readonly Actor Coordinator = People.Ads.As(Role.Coordinator);

    public static IEnumerable<GrainId> All => Enumerable.Range(0, Count).Select(Agreement);

    public static GrainId Agreement(int n) => GrainId.Agreement(Ids.Derive(Space, n % Count));

    public async Task Prepare()
    {
        foreach (var party in new[] { People.Ads, People.Hcar })
        {
            var organisation = GrainId.Organisation(party.Organisation);
            await Accepted(organisation, new RegisterOrganisation(new(Fr: party.Organisation.Value), OrganisationKind.Agency), "register", People.PlatformAdministrator);
            await Accepted(organisation, new ActivateOrganisation(), "activate", People.PlatformAdministrator);
            await Accepted(organisation, new AddMember(party.Coordinator, [Role.Coordinator], new(2020, 1, 1)), "member", People.PlatformAdministrator);
        }
        foreach (var agreement in All)
        {
            await Accepted(
                agreement, new DraftAgreement(AgreementKind.Partnership, new(Fr: "Convention"), "Africa/Casablanca", "MAD", [new(People.Ads.Organisation), new(People.Hcar.Organisation)]),
                "draft", Coordinator);
            await Accepted(agreement, new ReviseText([new("1", "Objet", Sha256.Of("un"u8))]), "text", Coordinator);
        }
    }

    /// <summary>So many rounds of three commands by one worker; each reference that was accepted is told by its number.</summary>
    public async Task Work(string worker, int rounds, Action<string> acknowledged)
    {
        for (var i = 0; i < rounds; i++)
        {
            var agreement = Agreement(i);
            var number = $"{worker} {i}";
            await Accepted(agreement, new RecordReference(new(number, "order office", People.Ads.Organisation)), $"reference {number}", Coordinator);
            acknowledged(number);
            var commented = await Accepted(agreement, new CommentOnClause("1", "?"), $"comment {number}", Coordinator);
            await Accepted(agreement, new ResolveComment(((ClauseCommented)commented.Events[0]).Comment), $"resolve {number}", Coordinator);
        }
    }

    private async Task<Answer.Accepted> Accepted(GrainId grain, ICommand command, string key, Actor actor) =>
        await grains.Send(new(grain, command, Ids.Derive(Space, $"{grain} {key}"), actor), default) as Answer.Accepted
        ?? throw new InvalidOperationException($"{grain}: {MessageNames.Of(command.GetType())} ({key}) was not accepted");
}
