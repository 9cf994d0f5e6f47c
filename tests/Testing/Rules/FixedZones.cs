using Mithaq.Grains.Kernel;

namespace Mithaq.Testing.Rules;

/// <summary>Three zones with fixed offsets: rules ask for a date, never for tz data.</summary>
public sealed class FixedZones : IZones
{
    private static readonly Dictionary<string, TimeSpan> Offsets = new()
    {
        ["Africa/Casablanca"] = TimeSpan.Zero, ["Europe/Paris"] = TimeSpan.FromHours(1), ["UTC"] = TimeSpan.Zero,
    };

    public static FixedZones Instance { get; } = new();

    public bool Knows(string zone) => Offsets.ContainsKey(zone);

    public DateOnly DateAt(string zone, DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offsets[zone]).DateTime);
}
