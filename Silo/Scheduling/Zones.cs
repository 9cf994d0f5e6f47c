using System.Collections.Frozen;
using Mithaq.Grains.Kernel;
using NodaTime;
using NodaTime.TimeZones;

namespace Mithaq.Silo.Scheduling;

/// <summary>Time zones from the tz data that comes with the program; the machine's own may be old.</summary>
public sealed class Zones : IZones
{
    private readonly TzdbDateTimeZoneSource source;
    private readonly FrozenSet<string> names;
    private readonly FrozenDictionary<string, Lazy<DateTimeZone>> zones;

    public Zones() : this(TzdbDateTimeZoneSource.Default) { }

    internal Zones(TzdbDateTimeZoneSource source)
    {
        this.source = source;
        names = source.GetIds().ToFrozenSet(StringComparer.Ordinal);
        zones = names.ToFrozenDictionary(name => name, name => new Lazy<DateTimeZone>(() => source.ForId(name)), StringComparer.Ordinal);
    }

    /// <summary>Of the tz data, as health shows it ("2026c").</summary>
    public string Version => source.TzdbVersion;

    public bool Knows(string zone) => names.Contains(zone);

    public DateOnly DateAt(string zone, DateTimeOffset instant) =>
        Instant.FromDateTimeOffset(instant).InZone(Zone(zone)).Date.ToDateOnly();

    /// <summary>When the wall clock shows this hour on this day: the first time where it does twice, and as much later as it jumps where it never does.</summary>
    /// <returns>Microseconds since 1970-01-01T00:00:00Z.</returns>
    public long At(string zone, DateOnly date, int hour)
    {
        var instant = Zone(zone).AtLeniently(LocalDate.FromDateOnly(date).At(new LocalTime(hour, 0))).ToInstant();
        return instant.ToUnixTimeTicks() / (NodaConstants.TicksPerMillisecond / 1000);
    }

    private DateTimeZone Zone(string zone) =>
        zones.TryGetValue(zone, out var known) ? known.Value : throw new DateTimeZoneNotFoundException($"unknown zone {zone}");
}
