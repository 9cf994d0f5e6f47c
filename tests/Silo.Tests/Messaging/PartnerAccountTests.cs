using System.Text;
using Mithaq.Testing;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Mithaq.Silo.Tests.Messaging;

/// <summary>An account that <c>services.sh rabbitmq partner</c> made: its own events, and nobody else's.</summary>
public sealed class PartnerAccountTests : IAsyncLifetime
{
    private static readonly string Partner = $"p-{Guid.CreateVersion7():N}";
    private static readonly Lazy<Task<string>> Account = new(async () => await (await RabbitMqServer.Node).CreatePartner(Partner));
    private string administrator = "";
    private string account = "";

    public async Task InitializeAsync()
    {
        administrator = (await RabbitMqServer.Node).Uri;
        await OutsideConsumer.DeclareExchange(administrator);
        account = await Account.Value;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_partner_reads_the_events_of_its_own_organisation()
    {
        await using var consumer = await OutsideConsumer.Connect(account, $"{Partner}.inbox", $"{Partner}.#");
        await using var connection = await new ConnectionFactory { Uri = new(administrator) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.BasicPublishAsync("mithaq.events", "other.agreement.text-signed", Encoding.UTF8.GetBytes(Message("not-for-it")));
        await channel.BasicPublishAsync("mithaq.events", $"{Partner}.agreement.text-signed", Encoding.UTF8.GetBytes(Message("for-it")));
        await Until.True(() => consumer.Count > 0);
        consumer.Received.Select(r => r.Message.Id).ShouldBe(["for-it"]);
    }

    [Theory, InlineData("#"), InlineData("*.agreement.text-signed"), InlineData("other.#"), InlineData("#.agreement.text-signed"), InlineData("")]
    public async Task A_partner_cannot_bind_by_other_keys(string key) =>
        (await Should.ThrowAsync<OperationInterruptedException>(() => OutsideConsumer.Connect(account, $"{Partner}.inbox", key))).Message.ShouldContain("ACCESS_REFUSED");

    [Theory, InlineData("other.inbox"), InlineData("mithaq.notifications"), InlineData("inbox")]
    public async Task A_partner_has_no_queue_but_its_own(string queue) =>
        (await Should.ThrowAsync<OperationInterruptedException>(() => OutsideConsumer.Connect(account, queue))).Message.ShouldContain("ACCESS_REFUSED");

    [Fact]
    public async Task A_partner_cannot_speak_in_our_name()
    {
        await using var connection = await new ConnectionFactory { Uri = new(account) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        var refused = await Should.ThrowAsync<Exception>(async () => await channel.BasicPublishAsync("mithaq.events", $"{Partner}.agreement.text-signed", Encoding.UTF8.GetBytes(Message("forged"))));
        await Until.True(() => channel.CloseReason is not null);
        channel.CloseReason.ShouldNotBeNull().ReplyText.ShouldContain("ACCESS_REFUSED");
        refused.ShouldNotBeOfType<ArgumentException>();
    }

    private static string Message(string id) =>
        $$"""{"id":"{{id}}","source":"urn:mithaq","type":"ma.mithaq.agreement.text-signed.v1","subject":"agreement/1","time":"2026-11-02T09:00:00+00:00","dataschema":"urn:mithaq:schema:x","sequence":"00000000000000000001","partitionkey":"agreement/1","organisation":"ads"}""";
}
