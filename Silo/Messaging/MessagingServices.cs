using MassTransit;
using Mithaq.Contracts.Publishing;
using Mithaq.Gateway.Notifications;
using Mithaq.Grains;
using Mithaq.Silo.Feeds;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Journal;

namespace Mithaq.Silo.Messaging;

internal static class MessagingServices
{
    /// <summary>The queue of <see cref="EventMessage"/> for the consumers of our own nodes.</summary>
    public const string Queue = "mithaq.notifications";

    /// <summary>
    /// The bus that the configuration names. It goes before the feeds, so that it starts before them and stops after them.
    /// </summary>
    /// <param name="events">Names of the events for which the consumers' queue stands; in process they are offered every event.</param>
    /// <param name="consumers">MassTransit consumers of <see cref="EventMessage"/>; they never throw for a message's sake.</param>
    public static IHostApplicationBuilder AddMessaging(this IHostApplicationBuilder builder, IEnumerable<string> events, params Type[] consumers)
    {
        var services = builder.Services;
        services.AddChecked<MessagingOptions>(MessagingOptions.Section);
        // Which bus it is decides what is registered; whether all is well is said when the options are checked.
        if (builder.Configuration.GetValue($"{MessagingOptions.Section}:{nameof(MessagingOptions.Bus)}", BusKind.InProcess) is BusKind.RabbitMq)
            services.AddRabbitMq([.. events.Select(EventMessage.BindingKey).Distinct()], consumers);
        else services.AddMediator(mediator => mediator.AddConsumers(consumers)).AddSingleton<IEventBus, InProcessBus>();
        builder.Logging.AddFilter(nameof(MassTransit), LogLevel.Error);
        return builder;
    }

    /// <summary>The feed that brings events to the bus, and what brings those again that it gave up.</summary>
    public static IServiceCollection AddRelay(this IServiceCollection services) => services
        .AddSingleton<IFeed>(s => new RelayFeed(
            s.GetRequiredService<IEventBus>(), s.GetRequiredService<IJournal>(), s.GetRequiredService<GrainCatalog>(), s.GetRequiredService<DeadLetters>(),
            s.GetRequiredService<MessagingOptions>(), TimeProvider.System, s.GetRequiredService<ILogger<RelayFeed>>()))
        .AddSingleton<IReplays>(s => new ReplayedEvents(
            s.GetRequiredService<IEventBus>(), s.GetRequiredService<IJournal>(), s.GetRequiredService<GrainCatalog>(), s.GetRequiredService<MessagingOptions>(), TimeProvider.System));

    private static void AddRabbitMq(this IServiceCollection services, string[] keys, Type[] consumers)
    {
        services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.AddConsumers(consumers);
            bus.UsingRabbitMq((context, rabbit) =>
            {
                var broker = context.GetRequiredService<MessagingOptions>().ToBroker();
                rabbit.Host(broker.Host, broker.Port, broker.VirtualHost, "mithaq", host =>
                {
                    host.Username(broker.User);
                    host.Password(broker.Password);
                    host.PublisherConfirmation = true;
                    if (broker.Encrypted) host.UseSsl(ssl => ssl.ServerName = broker.Host);
                });
                if (consumers.Length > 0) rabbit.ReceiveEndpoint(Queue, endpoint => Receive(endpoint, context, keys, consumers));
            });
        });
        services.AddSingleton<IEventBus>(s => new RabbitMqBus(s.GetRequiredService<IBusControl>(), s.GetRequiredService<MessagingOptions>().ToBroker()));
    }

    private static void Receive(IRabbitMqReceiveEndpointConfigurator endpoint, IBusRegistrationContext context, string[] keys, Type[] consumers)
    {
        endpoint.Durable = true;
        endpoint.ConfigureConsumeTopology = false;
        endpoint.PublishFaults = false;
        endpoint.PrefetchCount = 4 * Notifier.Most;
        endpoint.ConcurrentMessageLimit = Notifier.Most;
        foreach (var key in keys) endpoint.Bind(RabbitMqBus.Exchange, binding => (binding.ExchangeType, binding.Durable, binding.RoutingKey) = ("topic", true, key));
        endpoint.ConfigureReceive(receive => receive.UseFilter(new UnreadableMessages(context.GetRequiredService<DeadLetters>())));
        endpoint.UseRawJsonDeserializer(RawSerializerOptions.AnyMessageType, isDefault: true);
        // What fails in spite of the consumers' own care goes back to the queue, and not out of sight.
        endpoint.RethrowFaultedMessages();
        foreach (var consumer in consumers) endpoint.ConfigureConsumer(context, consumer);
    }
}
