using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Mithaq.Gateway.Notifications.Mails;

/// <summary>Sends what is due for as long as the node runs.</summary>
public sealed partial class MailPost(MailSender sender, MailOptions options, ILogger<MailPost> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Poll, TimeProvider.System);
        try
        {
            do
            {
                try
                {
                    await sender.SendDue(stoppingToken);
                }
                catch (Exception e) when (!stoppingToken.IsCancellationRequested)
                {
                    LogFailure(e);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The node stops.
        }
    }

    [LoggerMessage(LogLevel.Warning, "Mails could not be sent; tried again")]
    private partial void LogFailure(Exception e);
}
