using System.ComponentModel.DataAnnotations;

namespace Mithaq.Silo.Messaging;

public enum BusKind
{
    /// <summary>MassTransit's mediator: the consumers of this process, and nobody else.</summary>
    InProcess,

    /// <summary>A broker, to which partner systems are connected too.</summary>
    RabbitMq,
}

/// <summary>How events leave the node. Configuration section <c>Mithaq:Messaging</c>.</summary>
public sealed class MessagingOptions : IValidatableObject
{
    public const string Section = "Mithaq:Messaging";

    /// <summary><c>inProcess</c> or <c>rabbitmq</c>. In process.</summary>
    public BusKind Bus { get; set; } = BusKind.InProcess;

    /// <summary>The broker: a URI (<c>amqps://user:password@broker:5671/vhost</c>), or its host name, and the rest beside it.</summary>
    public string? Host { get; set; }

    /// <summary>Beside a host name; the scheme's own where it is missing (5672).</summary>
    [Range(1, 65_535)]
    public int? Port { get; set; }

    /// <summary>Where the URI names none. <c>/</c>.</summary>
    public string? VirtualHost { get; set; }

    /// <summary>Where the URI names none.</summary>
    public string? User { get; set; }

    /// <summary>Where the URI names none. Never logged.</summary>
    public string? Password { get; set; }

    /// <summary>What this installation is called in its messages: a URI reference. <c>urn:mithaq</c>.</summary>
    public string Source { get; set; } = "urn:mithaq";

    /// <summary>Streams side by side; each has one unconfirmed message at most. 256.</summary>
    [Range(1, 10_000)]
    public int Parallel { get; set; } = 256;

    /// <summary>How long the relay waits for a broker that confirms nothing before it says so, and leaves its place to a node that may reach it. 20 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>The first pause after a message was not taken; it doubles up to two seconds. 50 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:02")]
    public TimeSpan Retry { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Grains whose state is remembered to know the parties of their next event; at most twice as many are. One that is not is read whole. 20,000.</summary>
    [Range(1, 1_000_000)]
    public int GrainsKept { get; set; } = 20_000;

    /// <exception cref="InvalidOperationException">Not valid.</exception>
    public BrokerAddress ToBroker() => BrokerAddress.Read(this, out var wrong) ?? throw new InvalidOperationException(wrong);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Source.Length == 0 || !Uri.IsWellFormedUriString(Source, UriKind.RelativeOrAbsolute))
            yield return new($"{Section}:{nameof(Source)} must be a URI reference such as urn:mithaq:ministry, not '{Source}'", [nameof(Source)]);
        if (Bus is BusKind.RabbitMq && BrokerAddress.Read(this, out var wrong) is null) yield return new(wrong, [nameof(Host)]);
    }
}
