using System.CommandLine;
using System.CommandLine.Parsing;
using Microsoft.Extensions.Configuration;

namespace Mithaq.Silo.Hosting.Cli;

/// <summary>The options that say where the truth is; every command has them, and configuration fills what the command line leaves out.</summary>
public sealed class StoreArguments
{
    public Option<StoreKind?> Store { get; } = new("--store")
    {
        HelpName = "sqlite|postgres",
        Description = "Where the truth is kept (default: sqlite)",
        CustomParser = result => result.Tokens[0].Value.ToLowerInvariant() switch
        {
            "sqlite" => StoreKind.Sqlite,
            "postgres" or "postgresql" => StoreKind.PostgreSql,
            var other => Wrong(result, $"'{other}' is not a store: sqlite or postgres"),
        },
    };

    public Option<DirectoryInfo?> Data { get; } = new("--data") { Description = "Folder of the SQLite files, mails and documents (default: ./data)" };

    public Option<string?> Connection { get; } = new("--connection") { Description = "PostgreSQL connection string of the application's role (or Mithaq__Store__ConnectionString)" };

    public Option<string?> Owner { get; } = new("--owner-connection") { Description = "PostgreSQL connection string of the owner, who runs the scripts (default: the application's)" };

    public void AddTo(Command command)
    {
        command.Add(Store);
        command.Add(Data);
        command.Add(Connection);
        command.Add(Owner);
    }

    public StoreOptions Read(ParseResult line) => Read(line, Configuration.Load());

    /// <summary>The same for a store that must be there: looking at nothing would say that all is well.</summary>
    /// <exception cref="WrongUseException"/>
    public StoreOptions Existing(ParseResult line)
    {
        var options = Read(line);
        return options.Kind is not StoreKind.Sqlite || File.Exists(Path.Combine(options.DataDirectory, "journal.db"))
            ? options
            : throw new WrongUseException($"there is no journal in {Path.GetFullPath(options.DataDirectory)} (--data)");
    }

    /// <summary>Command line first, then configuration (section <c>Mithaq:Store</c>), then the defaults.</summary>
    public StoreOptions Read(ParseResult line, IConfiguration configuration)
    {
        var configured = configuration.GetSection("Mithaq:Store").Get<StoreOptions>() ?? new StoreOptions();
        return configured with
        {
            Kind = line.GetValue(Store) ?? configured.Kind,
            DataDirectory = line.GetValue(Data)?.FullName ?? configured.DataDirectory,
            ConnectionString = line.GetValue(Connection) ?? configured.ConnectionString,
            OwnerConnectionString = line.GetValue(Owner) ?? configured.OwnerConnectionString,
        };
    }

    private static StoreKind? Wrong(ArgumentResult result, string message)
    {
        result.AddError(message);
        return null;
    }
}
