using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Npgsql;

namespace Mithaq.Silo.Hosting;

/// <summary>
/// A PostgreSQL server of our own, from the installed packages: in a new temporary folder, on a free loopback port, with a password made for it, flushing to disk
/// as in production. Started by root it runs as the user <c>postgres</c>. It is stopped and its folder deleted when this is disposed or this process ends.
/// </summary>
public sealed class PrivatePostgres : IAsyncDisposable
{
    private readonly Process guardian;

    private PrivatePostgres(Process guardian, string connectionString) => (this.guardian, ConnectionString) = (guardian, connectionString);

    /// <summary>The superuser's, to the database <c>postgres</c>.</summary>
    public string ConnectionString { get; }

    /// <summary>Where initdb, pg_ctl and pgbench are.</summary>
    /// <exception cref="StoreUnavailableException">PostgreSQL is not installed.</exception>
    public static string Programs { get; } =
        Directory.Exists("/usr/lib/postgresql") && Directory.EnumerateDirectories("/usr/lib/postgresql").OrderByDescending(VersionOf).Select(root => Path.Combine(root, "bin")).FirstOrDefault(HasServer) is { } debian
            ? debian
            : Environment.GetEnvironmentVariable("PATH")?.Split(':').FirstOrDefault(HasServer) ?? "";

    /// <exception cref="StoreUnavailableException">PostgreSQL is not installed or does not start.</exception>
    public static async Task<PrivatePostgres> Start(CancellationToken stop = default)
    {
        if (Programs.Length == 0) throw new StoreUnavailableException("PostgreSQL is not installed: give a connection string, or install it (deploy/services.sh postgres install).");

        // Closed to other users from the start: the password passes through it.
        var directory = Directory.CreateTempSubdirectory("mithaq-postgres-").FullName;
        try
        {
            if (Environment.IsPrivilegedProcess) await Run("chown", ["postgres", directory], stop, asServer: false);
            var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
            var secret = Path.Combine(directory, "password");
            await File.WriteAllTextAsync(secret, password, stop);
            if (Environment.IsPrivilegedProcess) await Run("chown", ["postgres", secret], stop, asServer: false);
            var data = Path.Combine(directory, "data");
            await Run(Path.Combine(Programs, "initdb"), ["-D", data, "-U", "postgres", "-A", "scram-sha-256", $"--pwfile={secret}", "-E", "UTF8", "--locale=C.UTF-8"], stop);
            File.Delete(secret);
            var port = FreePort.Next();
            await Run(
                Path.Combine(Programs, "pg_ctl"),
                ["start", "-w", "-t", "60", "-D", data, "-l", Path.Combine(directory, "log"), "-o", $"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories='' -c max_connections=300"], stop);
            return new PrivatePostgres(Guard(directory, data), $"Host=127.0.0.1;Port={port.ToString(CultureInfo.InvariantCulture)};Username=postgres;Password={password};Database=postgres");
        }
        catch
        {
            Directory.Delete(directory, recursive: true);
            throw;
        }
    }

    /// <summary>Creates an empty database; the connection string to it.</summary>
    public Task<string> CreateDatabase(string name, CancellationToken stop = default) => CreateDatabase(ConnectionString, name, stop);

    /// <summary>The same on any server whose role may create databases.</summary>
    public static async Task<string> CreateDatabase(string connectionString, string name, CancellationToken stop = default)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(stop);
        await using var command = new NpgsqlCommand($"create database {new NpgsqlCommandBuilder().QuoteIdentifier(name)}", connection);
        await command.ExecuteNonQueryAsync(stop);
        return new NpgsqlConnectionStringBuilder(connectionString) { Database = name }.ConnectionString;
    }

    public async ValueTask DisposeAsync()
    {
        guardian.StandardInput.Close();
        await guardian.WaitForExitAsync();
        guardian.Dispose();
    }

    /// <summary>
    /// A shell that waits for the end of its input, which comes when we close it or die, however that may be. Nothing of the server is kept, so
    /// nothing is worth a last checkpoint.
    /// </summary>
    private static Process Guard(string directory, string data) => Process.Start(new ProcessStartInfo(
        "sh",
        [
            "-c", """trap '' INT TERM HUP; read -r end; directory=$1; shift; "$@" >/dev/null 2>&1; rm -rf "$directory" """, "guardian", directory,
            .. AsServer([Path.Combine(Programs, "pg_ctl"), "stop", "-w", "-m", "immediate", "-D", data]),
        ])
    { RedirectStandardInput = true, WorkingDirectory = "/" })!;

    private static string[] AsServer(string[] command) =>
        Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", .. command] : command;

    private static async Task Run(string program, string[] arguments, CancellationToken stop, bool asServer = true)
    {
        string[] command = asServer ? AsServer([program, .. arguments]) : [program, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        try
        {
            using var process = Process.Start(start)!;
            // The server inherits pg_ctl's streams and keeps them open: they are read as long as pg_ctl itself lives, not to their end.
            var said = new List<string>();
            process.OutputDataReceived += (_, line) => Note(line.Data);
            process.ErrorDataReceived += (_, line) => Note(line.Data);
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            await Exited(process, stop);
            if (process.ExitCode != 0) throw new StoreUnavailableException($"{program} failed: {Said()}");

            void Note(string? line)
            {
                if (line is null) return;
                lock (said) said.Add(line);
            }

            string Said()
            {
                lock (said) return string.Join(' ', said);
            }
        }
        catch (Win32Exception missing)
        {
            throw new StoreUnavailableException($"{program} cannot be run: {missing.Message}", missing);
        }
    }

    /// <summary>Unlike WaitForExitAsync, does not wait for the end of the streams.</summary>
    private static async Task Exited(Process process, CancellationToken stop)
    {
        var exited = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => exited.TrySetResult();
        if (process.HasExited) exited.TrySetResult();
        await exited.Task.WaitAsync(stop);
    }

    private static bool HasServer(string programs) => File.Exists(Path.Combine(programs, "pg_ctl")) && File.Exists(Path.Combine(programs, "initdb"));

    private static int VersionOf(string root) => int.TryParse(Path.GetFileName(root), CultureInfo.InvariantCulture, out var version) ? version : 0;
}
