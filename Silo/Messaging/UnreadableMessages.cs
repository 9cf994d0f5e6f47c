using System.Text.Json;
using MassTransit;
using Mithaq.Contracts;
using Mithaq.Contracts.Publishing;
using Mithaq.Gateway.Notifications;

namespace Mithaq.Silo.Messaging;

/// <summary>Keeps what is no message of ours from the consumers: it would fail for ever. A person finds it among the dead letters.</summary>
internal sealed class UnreadableMessages(DeadLetters deadLetters) : IFilter<ReceiveContext>
{
    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        var body = context.GetBody();
        if (Trouble(body) is { } trouble)
            await deadLetters.Add(DeadLetters.Notification, Sha256.Of(body).Value, trouble, body, attempts: 1, stop: context.CancellationToken);
        else await next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("unreadable");

    private static string? Trouble(byte[] body)
    {
        try
        {
            return EventMessage.Parse(body) is { Id: { }, Type: { }, Subject: { }, Sequence: { } } ? null : "not an event message: id, type, subject or sequence is missing";
        }
        catch (JsonException e)
        {
            return e.Message;
        }
    }
}
