using Mithaq.Silo.Messaging;

namespace Mithaq.Testing;

/// <summary>
/// One RabbitMQ node for a whole test run: the one that <c>deploy/services.sh</c> started in the folder which <c>MITHAQ_TEST_RABBITMQ</c> names, or a private one,
/// started at first use and stopped when the process ends. Every test class takes a virtual host of its own.
/// </summary>
public static class RabbitMqServer
{
    private static readonly Lazy<Task<PrivateRabbitMq>> Server = new(() =>
        Environment.GetEnvironmentVariable("MITHAQ_TEST_RABBITMQ") is { Length: > 0 } given ? PrivateRabbitMq.At(given) : PrivateRabbitMq.Start());

    public static Task<PrivateRabbitMq> Node => Server.Value;

    /// <summary>The URI to an empty virtual host.</summary>
    public static async Task<string> NewVirtualHost() => await (await Node).CreateVirtualHost($"test-{Guid.CreateVersion7():N}");
}
