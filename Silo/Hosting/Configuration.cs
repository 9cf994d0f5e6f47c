namespace Mithaq.Silo.Hosting;

/// <summary>The settings: <c>appsettings.json</c> beside the program, then the environment (<c>Mithaq__Runtime__MaxActive</c>).</summary>
public static class Configuration
{
    public static IConfigurationRoot Load() => new ConfigurationBuilder()
        .SetBasePath(AppContext.BaseDirectory)
        .AddJsonFile("appsettings.json", optional: true)
        .AddEnvironmentVariables()
        .Build();
}
