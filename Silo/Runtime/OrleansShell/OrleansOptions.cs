using System.ComponentModel.DataAnnotations;

namespace Mithaq.Silo.Runtime.OrleansShell;

/// <summary>The cluster, on PostgreSQL; section <c>Mithaq:Orleans</c>. On SQLite a node is a cluster of its own.</summary>
public sealed class OrleansOptions
{
    public const string Section = "Mithaq:Orleans";

    /// <summary>Nodes of one name, on one database, are one cluster.</summary>
    [Required, RegularExpression("^[a-z0-9-]{1,100}$")]
    public string Cluster { get; set; } = "mithaq";

    /// <summary>The IPv4 address or host name at which the other nodes reach this one; null: this machine's first address that is not the loopback's.</summary>
    public string? Address { get; set; }

    /// <summary>Where it listens for the other nodes; 0: any free port, which they learn from the database. Default 0.</summary>
    [Range(0, 65_535)]
    public int Port { get; set; }

    /// <summary>How often nodes ask each other whether they live; one that misses three is voted out. Default 3 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan ProbeEvery { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a node waits for another's answer before it says unavailable. Default 30 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan AnswerWithin { get; set; } = TimeSpan.FromSeconds(30);
}
