namespace Mithaq.Testing.Runtime;

/// <summary>Nodes of one machine that meet at its loopback address.</summary>
public static class Neighbours
{
    public static IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?> { ["Mithaq:Orleans:Address"] = "127.0.0.1" };
}
