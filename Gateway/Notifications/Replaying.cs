using Mithaq.Contracts.Publishing;

namespace Mithaq.Gateway.Notifications;

/// <summary>Tries dead letters of one kind again.</summary>
public interface IReplays
{
    /// <summary>See <see cref="DeadLetters"/>.</summary>
    string Kind { get; }

    /// <returns>Null: it has got through; otherwise why not.</returns>
    Task<string?> Replay(DeadLetter letter, CancellationToken stop);
}

/// <summary>An event that nobody was told of.</summary>
public sealed class ReplayedNotifications(NoticeWriter writer) : IReplays
{
    public string Kind => DeadLetters.Notification;

    public async Task<string?> Replay(DeadLetter letter, CancellationToken stop)
    {
        try
        {
            await writer.Write([EventMessage.Parse(letter.Body)], stop);
            return null;
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            return e.Message;
        }
    }
}

/// <summary>A mail that was given up: it is due again, and whoever sends mails takes it.</summary>
public sealed class ReplayedMails(NotificationStore store, TimeProvider clock) : IReplays
{
    public string Kind => DeadLetters.Mail;

    public async Task<string?> Replay(DeadLetter letter, CancellationToken stop) =>
        Guid.TryParse(letter.Subject, out var id) && await store.Revive(id, clock.GetUtcNow(), stop) ? null : "the notification was not given up, or is there no more";
}

public abstract record ReplayResult
{
    public sealed record Replayed(DeadLetter Letter) : ReplayResult;

    public sealed record Failed(DeadLetter Letter, string Reason) : ReplayResult;

    /// <summary>There is none of this number, or somebody has decided already.</summary>
    public sealed record NotDead(long Id) : ReplayResult;
}

/// <summary>What a person does about dead letters.</summary>
public sealed class DeadLetterOffice(DeadLetters letters, IEnumerable<IReplays> replays)
{
    public async Task<ReplayResult> Replay(long id, CancellationToken stop)
    {
        if (await letters.Find(id, stop) is not { State: DeadLetterState.Dead } letter) return new ReplayResult.NotDead(id);
        var reason = replays.FirstOrDefault(r => r.Kind == letter.Kind) is { } way ? await way.Replay(letter, stop) : $"nothing replays '{letter.Kind}' here";
        if (reason is null)
        {
            await letters.Replayed(id, stop);
            return new ReplayResult.Replayed((await letters.Find(id, stop))!);
        }
        await letters.Add(letter.Kind, letter.Subject, reason, letter.Body, 1, stop: stop);
        return new ReplayResult.Failed((await letters.Find(id, stop))!, reason);
    }
}
