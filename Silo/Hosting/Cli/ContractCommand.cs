using System.CommandLine;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mithaq.Gateway.Partners;

namespace Mithaq.Silo.Hosting.Cli;

/// <summary>Prints what partner systems can rely on, made from the event types.</summary>
internal static class ContractCommand
{
    private static readonly JsonSerializerOptions Readable = new(ConsoleJson.Options()) { WriteIndented = true };

    public static Command Create()
    {
        var asyncApi = new Command("asyncapi", "Print the AsyncAPI 3 document of the published events");
        asyncApi.SetAction(line => Print(line, AsyncApi.Document(Version)));

        var directory = new Option<DirectoryInfo?>("--directory") { Description = "Write one file an event into this folder instead (made when missing)" };
        var schemas = new Command("schemas", "Print a JSON Schema for the data of every event, by event name") { directory };
        schemas.SetAction(line => line.GetValue(directory) is { } folder ? Write(line, folder) : Print(line, EventSchemas.All()));

        return new("contract", "What partner systems can rely on: the published events and their forms") { asyncApi, schemas };
    }

    private static string Version => typeof(ContractCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private static int Print(ParseResult line, JsonNode document)
    {
        line.InvocationConfiguration.Output.WriteLine(document.ToJsonString(Readable));
        return ExitCodes.Done;
    }

    private static int Write(ParseResult line, DirectoryInfo folder)
    {
        try
        {
            folder.Create();
            foreach (var (name, type) in EventSchemas.Events)
                File.WriteAllText(Path.Combine(folder.FullName, $"{name}.json"), EventSchemas.Of(name, type).ToJsonString(Readable) + "\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new WrongUseException($"--directory {folder}: {e.Message}");
        }
        line.InvocationConfiguration.Output.WriteLine($"{EventSchemas.Events.Count} schemas in {folder}");
        return ExitCodes.Done;
    }
}
