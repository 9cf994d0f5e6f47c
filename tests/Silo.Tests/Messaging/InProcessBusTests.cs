using MassTransit;
using MassTransit.Mediator;
using Microsoft.Extensions.DependencyInjection;
using Mithaq.Contracts.Publishing;
using Mithaq.Silo.Messaging;
using Mithaq.Testing;

namespace Mithaq.Silo.Tests.Messaging;

public sealed class InProcessBusTests
{
    [Fact]
    public async Task However_many_grains_have_news_at_once_our_consumers_take_a_few_at_a_time_and_all_of_them()
    {
        const int Events = 3 * MessagingServices.ConsumedAtOnce;
        var desk = new Desk();
        await using var services = new ServiceCollection().AddSingleton(desk).AddMediator(mediator => mediator.AddConsumer<Clerk>()).BuildServiceProvider();
        using var bus = new InProcessBus(services.GetRequiredService<IMediator>());

        var published = Enumerable.Range(1, Events).Select(n => bus.Publish(Outgoing(n), default)).ToArray();
        await Until.True(() => desk.Busy == MessagingServices.ConsumedAtOnce);
        desk.Opened.SetResult();
        await Task.WhenAll(published);

        (desk.Most, desk.Taken).ShouldBe((MessagingServices.ConsumedAtOnce, Events));
    }

    private static OutgoingEvent Outgoing(int version) => new(
        new($"{version}", "urn:test", "ma.mithaq.agreement.text-signed.v1", "agreement/a", default, "urn:mithaq:schema:agreement.text-signed.v1", EventMessage.SequenceOf(version), "agreement/a", "ads"),
        [], ["ads.agreement.text-signed"]);

    private sealed class Desk
    {
        private readonly Lock gate = new();

        public TaskCompletionSource Opened { get; } = new();
        public int Busy { get; private set; }
        public int Most { get; private set; }
        public int Taken { get; private set; }

        public void Come()
        {
            lock (gate) Most = Math.Max(Most, ++Busy);
        }

        public void Leave()
        {
            lock (gate) (Busy, Taken) = (Busy - 1, Taken + 1);
        }
    }

    private sealed class Clerk(Desk desk) : IConsumer<EventMessage>
    {
        public async Task Consume(ConsumeContext<EventMessage> context)
        {
            desk.Come();
            await desk.Opened.Task;
            desk.Leave();
        }
    }
}
