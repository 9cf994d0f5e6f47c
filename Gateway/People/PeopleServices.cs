using Microsoft.Extensions.DependencyInjection;

namespace Mithaq.Gateway.People;

public static class PeopleServices
{
    /// <summary>The area of the scripts, embedded in this assembly.</summary>
    public const string SchemaArea = "People";

    /// <summary>The persons, their erasure and the scan of free text. Needs <see cref="IAppDatabase"/> and <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddPeople(this IServiceCollection services) =>
        services.AddSingleton<InstallationKey>().AddSingleton<Persons>().AddSingleton<Mentions>().AddSingleton<Erasures>();
}
