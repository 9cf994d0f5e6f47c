using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Mithaq.Testing;

/// <summary>Waits for what happens elsewhere: looks again and again, for at most 20 seconds unless told otherwise.</summary>
public static class Until
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(20);

    public static Task True(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string? what = null) =>
        True(() => Task.FromResult(condition()), AtMost, what);

    public static Task True(Func<bool> condition, TimeSpan atMost, [CallerArgumentExpression(nameof(condition))] string? what = null) =>
        True(() => Task.FromResult(condition()), atMost, what);

    public static Task True(Func<Task<bool>> condition, [CallerArgumentExpression(nameof(condition))] string? what = null) => True(condition, AtMost, what);

    private static async Task True(Func<Task<bool>> condition, TimeSpan atMost, string? what)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(started) > atMost) throw new TimeoutException($"never came true: {what}");
            await Task.Delay(Between, TimeProvider.System);
        }
    }
}
