using Microsoft.Extensions.Time.Testing;

namespace Mithaq.Testing;

/// <summary>A clock that a test moves; its timers run when it does.</summary>
public sealed class ManualClock(DateTimeOffset? start = null) : FakeTimeProvider(start ?? new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero));
