using System.CommandLine;
using System.CommandLine.Parsing;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Mithaq.Silo.Hosting.Cli;

/// <summary>The options that say where the truth is; every command has them, and configuration fills what the command line leaves out.</summary>
public sealed class StoreArguments
{
    private const string Section = "Mithaq:Store";
    private const string Example = "like Host=localhost;Database=mithaq;Username=mithaq;Password=…";

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

    public Option<string?> Connection { get; } = new("--connection")
    {
        Description = "PostgreSQL connection string of the application's role (or Mithaq__Store__ConnectionString)",
    };

    public Option<string?> Owner { get; } = new("--owner-connection")
    {
        Description = "PostgreSQL connection string of the owner, who runs the scripts (default: the application's)",
    };

    public void AddTo(Command command)
    {
        command.Add(Store);
        command.Add(Data);
        command.Add(Connection);
        command.Add(Owner);
    }

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
    /// <param name="configuration">Null: as it is loaded now.</param>
    /// <param name="orPrivate">Without a connection string the command starts a PostgreSQL of its own.</param>
    /// <exception cref="WrongUseException">A setting that no store can be opened with.</exception>
    public StoreOptions Read(ParseResult line, IConfiguration? configuration = null, bool orPrivate = false)
    {
        var configured = Configured(configuration ?? Configuration.Load());
        var options = configured with
        {
            Kind = line.GetValue(Store) ?? configured.Kind,
            DataDirectory = line.GetValue(Data)?.FullName ?? configured.DataDirectory,
            ConnectionString = line.GetValue(Connection) ?? configured.ConnectionString,
            OwnerConnectionString = line.GetValue(Owner) ?? configured.OwnerConnectionString,
        };
        if (options.Kind is StoreKind.Sqlite) return options.DataDirectory.Length > 0 ? options : throw new WrongUseException("--data (or Mithaq__Store__DataDirectory) is empty");
        if (options.ConnectionString is not null || !orPrivate) Check(options.ConnectionString, Connection, nameof(options.ConnectionString));
        if (options.OwnerConnectionString is not null) Check(options.OwnerConnectionString, Owner, nameof(options.OwnerConnectionString));
        return options;
    }

    private static StoreOptions Configured(IConfiguration configuration)
    {
        try
        {
            return configuration.GetSection(Section).Get<StoreOptions>() ?? new StoreOptions();
        }
        catch (InvalidOperationException e)
        {
            throw new WrongUseException(e.Message);
        }
    }

    /// <summary>Says nothing of what stands in it: there is a password.</summary>
    private static void Check(string? connectionString, Option option, string name)
    {
        var setting = $"{option.Name} (or {Section.Replace(":", "__", StringComparison.Ordinal)}__{name})";
        if (string.IsNullOrWhiteSpace(connectionString)) throw new WrongUseException($"{setting}: PostgreSQL needs a connection string, {Example}");
        try
        {
            using var source = NpgsqlDataSource.Create(connectionString);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException or InvalidCastException or NotSupportedException or InvalidOperationException)
        {
            throw new WrongUseException($"{setting} is no connection string of PostgreSQL, {Example}");
        }
    }

    private static StoreKind? Wrong(ArgumentResult result, string message)
    {
        result.AddError(message);
        return null;
    }
}
