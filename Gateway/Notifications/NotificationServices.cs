using Microsoft.Extensions.DependencyInjection;
using Mithaq.Gateway.People;

namespace Mithaq.Gateway.Notifications;

public static class NotificationServices
{
    /// <summary>The area of the scripts, embedded in this assembly.</summary>
    public const string SchemaArea = "Notifications";

    /// <summary>Who is told of what, how persons want to be told, and what was given up. Needs <see cref="IAppDatabase"/> and <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddNotifications(this IServiceCollection services) => services
        .AddSingleton(s => new NotificationStore(s.GetRequiredService<IAppDatabase>(), TimeProvider.System))
        .AddSingleton<Preferences>().AddSingleton<DeadLetters>().AddSingleton<IForgetsPersons, ForgottenNotifications>();
}
