using System.Text.Json.Nodes;
using Mithaq.Contracts;
using Mithaq.Contracts.Publishing;
using Mithaq.Gateway.Partners;
using Shouldly;

namespace Mithaq.Gateway.Tests.Partners;

/// <summary>Partner systems were written against the events as they were: the schemas beside this test are what they rely on.</summary>
public sealed class ContractTests
{
    private static readonly JsonObject Published = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Partners", "published.json")))!.AsObject();

    [Fact]
    public void What_subscribers_read_today_they_can_go_on_reading() => Compatibility.Breaks(Published, EventSchemas.All()).ShouldBeEmpty();

    [Fact]
    public void What_was_added_is_written_down() => JsonNode.DeepEquals(EventSchemas.All(), Published).ShouldBeTrue(
        "the published events have changed: dotnet run --project Silo -- contract schemas > tests/Gateway.Tests/Partners/published.json, and look at the difference");

    [Fact]
    public void Every_form_is_certain()
    {
        foreach (var (name, type) in EventSchemas.Events)
            foreach (var (place, schema) in Properties(EventSchemas.Of(name, type), name))
                (schema["type"] ?? schema["enum"] ?? schema["$ref"]).ShouldNotBeNull(place);
    }

    [Fact]
    public void What_may_be_left_out_is_not_required()
    {
        var registered = EventSchemas.Of("organisation.organisation-registered.v1", typeof(Mithaq.Contracts.Organisations.OrganisationRegistered));

        registered["required"]!.AsArray().Select(r => (string)r!).ShouldBe(["names", "aliases", "identifiers", "zone", "calendar", "registeredOn"]);
        registered["properties"]!.AsObject().ContainsKey("kind").ShouldBeTrue();
    }

    [Theory]
    [InlineData("agreement.text-signed.v1/properties/actDate", null, "agreement.text-signed.v1/actDate: is gone")]
    [InlineData("agreement.text-signed.v1/properties/actDate", """{"type":"integer"}""", "was string, is integer")]
    [InlineData("agreement.text-signed.v1/properties/actDate", """{"type":"string"}""", "format was date, is none")]
    [InlineData("agreement.text-signed.v1/properties/actDate", """{"type":["string","null"],"format":"date"}""", "was string, is null or string")]
    [InlineData("agreement.text-signed.v1/properties/paper/properties/hash", null, "agreement.text-signed.v1/paper/hash: is gone")]
    [InlineData("agreement.text-signed.v1/required", """["party","signatory","text"]""", "agreement.text-signed.v1/actDate: is not always there any more")]
    [InlineData("agreement.text-signed.v1/x-audience", "\"own\"", "is kept from the other parties")]
    [InlineData("agreement.text-signed.v1", null, "agreement.text-signed.v1: is published no more")]
    [InlineData("agreement.agreement-drafted.v1/properties/kind/enum", """["framework"]""", "knows no")]
    public void What_would_break_a_subscriber_is_found(string place, string? replacement, string expected)
    {
        var now = EventSchemas.All();
        var steps = place.Split('/');
        var parent = steps[..^1].Aggregate((JsonNode)now, (node, step) => node[step]!).AsObject();
        parent.ContainsKey(steps[^1]).ShouldBeTrue();
        if (replacement is null) parent.Remove(steps[^1]);
        else parent[steps[^1]] = JsonNode.Parse(replacement);

        Compatibility.Breaks(EventSchemas.All(), now).ShouldContain(line => line.Contains(expected));
    }

    [Fact]
    public void What_is_added_breaks_nobody()
    {
        var now = EventSchemas.All();
        now["agreement.text-signed.v1"]!["properties"]!["witness"] = new JsonObject { ["type"] = "string" };
        now["agreement.brand-new.v1"] = new JsonObject { ["type"] = "object" };

        Compatibility.Breaks(EventSchemas.All(), now).ShouldBeEmpty();
    }

    [Fact]
    public void The_document_names_every_event_once_and_withholds_what_is_not_published()
    {
        var document = AsyncApi.Document("1.2.3");

        var messages = document["components"]!["messages"]!.AsObject();
        messages.Select(m => m.Key).ShouldBe(MessageNames.EventTypes.Select(MessageNames.Of).Order(StringComparer.Ordinal));
        document["channels"]!["events"]!["messages"]!.AsObject().Count.ShouldBe(messages.Count);
        document["components"]!["schemas"]!["grain.deadline-steps-taken.v1"]!["properties"]!.AsObject().ContainsKey("told").ShouldBeFalse();
        ((string?)document["components"]!["schemas"]!["cloudEvent"]!["properties"]!["specversion"]!["const"]).ShouldBe(new EventMessage("", "", "", "", default, "", "", "", "").SpecVersion);
    }

    private static IEnumerable<(string Place, JsonObject Schema)> Properties(JsonObject schema, string place)
    {
        foreach (var (name, value) in schema["properties"]?.AsObject() ?? [])
        {
            if (value is not JsonObject inner)
            {
                yield return ($"{place}/{name}", []);
                continue;
            }
            yield return ($"{place}/{name}", inner);
            foreach (var deeper in Properties(inner["items"] as JsonObject ?? inner, $"{place}/{name}")) yield return deeper;
        }
    }
}
