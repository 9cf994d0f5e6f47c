using Mithaq.Contracts;
using Mithaq.Contracts.Organisations;
using Mithaq.Silo.Hosting;
using Mithaq.Testing;

namespace Mithaq.Silo.Tests.Feeds;

/// <summary>Commands to a whole node, where a test needs nothing but that they are accepted.</summary>
internal static class NodeCommands
{
    private static readonly Guid Space = new("0d1a57a2-9f0f-4e0b-8a2f-4c8a3c1d7b60");

    /// <summary>The id follows from grain, version and command, so a test may give the same command again later.</summary>
    public static async Task<Answer.Accepted> Accepted(this MithaqNode node, GrainId grain, ICommand command, Actor actor)
    {
        var head = (await node.Journal.Heads([grain.Stream], default)).GetValueOrDefault(grain.Stream);
        var id = Ids.Derive(Space, $"{grain} {head.Version} {MessageNames.Of(command.GetType())}");
        return (await node.Grains.Send(new(grain, command, id, actor), default)).ShouldBeOfType<Answer.Accepted>();
    }

    /// <summary>An active organisation with one coordinator.</summary>
    public static async Task<OrganisationId> Organisation(this MithaqNode node, string slug)
    {
        var grain = GrainId.Organisation(new(slug));
        await node.Accepted(grain, new RegisterOrganisation(new(Fr: slug), OrganisationKind.Agency), People.PlatformAdministrator);
        await node.Accepted(grain, new ActivateOrganisation(), People.PlatformAdministrator);
        await node.Accepted(grain, new AddMember(CoordinatorOf(slug).Person, [Role.Coordinator], new(2020, 1, 1)), People.PlatformAdministrator);
        return new(slug);
    }

    public static Actor CoordinatorOf(string slug) => Actor.Of(new(Ids.Derive(Space, slug)), new(slug));
}
