using System.Text.Json;
using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Contracts.Organisations;
using Mithaq.Contracts.Publishing;
using Shouldly;

namespace Mithaq.Grains.Tests.Messages;

/// <summary>What of an event leaves the house, and how a partner reads it.</summary>
public sealed class PublishedEventsTests
{
    private static readonly GrainId Grain = GrainId.Agreement(new("0f5cdd1b-4ba4-4c53-9d7f-2f8ecf2e5a10"));

    [Fact]
    public void Every_event_says_who_may_see_it()
    {
        foreach (var type in MessageNames.EventTypes) Enum.IsDefined(Audiences.Of(type)).ShouldBeTrue(type.Name);

        Audiences.Of(typeof(TextSigned)).ShouldBe(Audience.Parties);
        Audiences.Of(typeof(TextStepApproved)).ShouldBe(Audience.Own);
        Audiences.Of(typeof(RolesChanged)).ShouldBe(Audience.Own);
    }

    [Fact]
    public void Who_was_reminded_inside_an_organisation_is_not_published()
    {
        var steps = new DeadlineStepsTaken(
            "signing", DeadlineKind.Signing, new(2027, 3, 1), new(2027, 3, 1), [-7], -7, [new(new("ads"), Role.Head, new(Guid.CreateVersion7()))]);

        var data = PublishedEvents.Data("grain.deadline-steps-taken.v1", JsonSerializer.SerializeToUtf8Bytes(steps, ContractsJson.Messages));

        data.EnumerateObject().Select(p => p.Name).ShouldBe(["key", "kind", "nominal", "resolved", "steps", "highest"]);
        data.Deserialize<DeadlineStepsTaken>(ContractsJson.Messages)!.Key.ShouldBe("signing");
    }

    [Fact]
    public void A_message_comes_back_as_it_was_written_with_the_event_in_it()
    {
        var happened = new SigningScheduled(new(2027, 3, 1), "الرباط");
        var message = Message("agreement.signing-scheduled.v1", JsonSerializer.SerializeToElement(happened, ContractsJson.Messages));

        var read = EventMessage.Parse(message.ToBytes());

        read.Event().ShouldBe(happened);
        (read.Grain, read.Version, read.EventName).ShouldBe((Grain, 12, "agreement.signing-scheduled.v1"));
        JsonDocument.Parse(message.ToBytes()).RootElement.EnumerateObject().Select(p => p.Name).ShouldBe(
            ["id", "source", "type", "subject", "time", "dataschema", "sequence", "partitionkey", "organisation", "data", "specversion", "datacontenttype"], ignoreOrder: true);
    }

    [Fact]
    public void A_type_that_the_reader_does_not_know_is_no_event_and_no_error() =>
        Message("agreement.not-yet-known.v3", JsonSerializer.SerializeToElement(1)).Event().ShouldBeNull();

    [Theory]
    [InlineData("agreement.text-signed.v1", "ads.agreement.text-signed")]
    [InlineData("grain.deadline-steps-taken.v1", "ads.agreement.deadline-steps-taken")]
    public void A_routing_key_names_organisation_grain_and_event(string eventName, string key) => EventMessage.RoutingKey(new("ads"), Grain, eventName).ShouldBe(key);

    [Theory]
    [InlineData("agreement.text-signed.v1", "*.*.text-signed")]
    [InlineData("grain.deadline-steps-taken.v1", "*.*.deadline-steps-taken")]
    public void A_binding_key_takes_an_event_of_every_organisation_and_grain(string eventName, string key) => EventMessage.BindingKey(eventName).ShouldBe(key);

    [Fact]
    public void Sequences_sort_as_text() => string.CompareOrdinal(EventMessage.SequenceOf(9), EventMessage.SequenceOf(10)).ShouldBeLessThan(0);

    private static EventMessage Message(string eventName, JsonElement data) => new(
        Guid.CreateVersion7().ToString(), "urn:mithaq", EventMessage.TypePrefix + eventName, Grain.Stream, DateTimeOffset.UnixEpoch, EventMessage.SchemaPrefix + eventName,
        EventMessage.SequenceOf(12), Grain.Stream, "ads", Data: data);
}
