using Microsoft.Extensions.Options;
using Mithaq.Silo.Hosting;
using Mithaq.Silo.Messaging;
using Mithaq.Silo.Tests.Feeds;

namespace Mithaq.Silo.Tests.Messaging;

public sealed class MessagingOptionsTests
{
    [Theory]
    [InlineData("amqp://ads:s%2Fcret@broker", "amqp://broker:5672/", "/", "ads", "s/cret")]
    [InlineData("amqp://ads:secret@broker:5673/mithaq", "amqp://broker:5673/mithaq", "mithaq", "ads", "secret")]
    [InlineData("amqps://ads:secret@broker/a%2Fb", "amqps://broker:5671/a/b", "a/b", "ads", "secret")]
    public void A_uri_says_where_the_broker_is(string host, string shown, string virtualHost, string user, string password)
    {
        var broker = new MessagingOptions { Host = host }.ToBroker();
        broker.ToString().ShouldBe(shown);
        (broker.VirtualHost, broker.User, broker.Password).ShouldBe((virtualHost, user, password));
    }

    [Fact]
    public void A_host_name_is_completed_by_what_stands_beside_it()
    {
        var broker = new MessagingOptions { Host = "broker", Port = 5673, VirtualHost = "mithaq", User = "ads", Password = "secret" }.ToBroker();
        broker.ShouldBe(new BrokerAddress("broker", 5673, "mithaq", "ads", "secret", Encrypted: false));
    }

    [Theory]
    [InlineData("Bus", "rabbitmq", "Mithaq:Messaging:Host is needed with the bus rabbitmq")]
    [InlineData("Host", "http://ads:topsecret@broker", "Mithaq:Messaging:Host is not a URI of the form amqp://")]
    [InlineData("Host", "ads:topsecret@broker", "Mithaq:Messaging:Host is neither an amqp URI nor a host name")]
    [InlineData("Host", "amqp://broker", "Mithaq:Messaging:Host names no account")]
    [InlineData("Source", "not a uri", "Mithaq:Messaging:Source must be a URI reference")]
    [InlineData("Parallel", "0", "Parallel must be between 1 and")]
    public async Task What_is_wrong_with_the_settings_is_said_at_the_start_and_no_password_with_it(string setting, string value, string said)
    {
        var store = await Stores.New(StoreKind.Sqlite);
        try
        {
            var settings = new Dictionary<string, string?> { ["Mithaq:Messaging:Bus"] = "rabbitmq", [$"Mithaq:Messaging:{setting}"] = value };
            if (setting is "Source" or "Parallel") settings["Mithaq:Messaging:Bus"] = "inProcess";
            var wrong = await Should.ThrowAsync<OptionsValidationException>(() => MithaqNode.Open(store, settings: settings));
            wrong.Message.ShouldContain(said);
            wrong.ToString().ShouldNotContain("topsecret");
        }
        finally
        {
            Stores.Remove(store);
        }
    }
}
