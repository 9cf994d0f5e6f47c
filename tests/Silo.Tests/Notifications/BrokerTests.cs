using Mithaq.Contracts;
using Mithaq.Contracts.Organisations;
using Mithaq.Gateway.Notifications;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Journal;
using Mithaq.Silo.Messaging;
using Mithaq.Silo.Tests.Feeds;
using Mithaq.Testing;

namespace Mithaq.Silo.Tests.Notifications;

/// <summary>The consumer of a node whose events go through a broker.</summary>
public sealed class BrokerTests
{
    [Fact]
    public async Task Events_come_back_from_the_broker_and_people_are_told_of_them()
    {
        var place = await Stores.New(StoreKind.Sqlite);
        var broker = await RabbitMqServer.NewVirtualHost();
        try
        {
            await using var node = await MithaqNode.Open(place, settings: new Dictionary<string, string?>
            {
                [$"{MessagingOptions.Section}:{nameof(MessagingOptions.Bus)}"] = nameof(BusKind.RabbitMq),
                [$"{MessagingOptions.Section}:{nameof(MessagingOptions.Host)}"] = broker,
            });
            var (grain, deputy, coordinator) = (GrainId.Organisation(await node.Organisation("ads")), new PersonId(Ids.Derive(Guid.Empty, "deputy")), NodeCommands.CoordinatorOf("ads"));
            await node.Accepted(grain, new AddMember(deputy, [Role.Signatory], new(2020, 1, 1)), coordinator);

            var absence = await node.Accepted(grain, new RecordAbsence(coordinator.Person, deputy, new(2027, 1, 4), new(2027, 1, 8)), coordinator);

            var store = node.Get<NotificationStore>();
            await Until.True(async () => await store.Count(default) == 2);
            var entry = (await node.Journal.ReadStream(grain.Stream, absence.Version - 1, default).ToListAsync()).Single();
            (await store.Of(EventMetadata.FromBytes(entry.Metadata).EventId, default)).Select(t => (t.Notification.Person, t.Notification.Channel))
                .ShouldBe([(deputy, Channel.Inbox), (deputy, Channel.Mail)]);
        }
        finally
        {
            Stores.Remove(place);
        }
    }
}
