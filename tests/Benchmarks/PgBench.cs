using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Mithaq.Silo.Hosting;
using Npgsql;

namespace Mithaq.Benchmarks;

/// <summary>PostgreSQL's own yardstick on the same server: one UPDATE, one SELECT and one INSERT a transaction.</summary>
internal static partial class PgBench
{
    public static Task Prepare(PrivatePostgres server) => Run(server, "-i", "-q", "-s", "10");

    public static async Task<double> Throughput(PrivatePostgres server, TimeSpan length)
    {
        var seconds = ((int)length.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var said = await Run(server, "-N", "-M", "simple", "-c", "64", "-j", "2", "-T", seconds);
        return double.Parse(Tps().Match(said).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    private static async Task<string> Run(PrivatePostgres server, params string[] arguments)
    {
        var to = new NpgsqlConnectionStringBuilder(server.ConnectionString);
        var start = new ProcessStartInfo(
            Path.Combine(PrivatePostgres.Programs, "pgbench"),
            [.. arguments, "-h", to.Host!, "-p", to.Port.ToString(CultureInfo.InvariantCulture), "-U", to.Username!, to.Database!])
        { RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["PGPASSWORD"] = to.Password } };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"pgbench failed: {await errors}");
    }

    [GeneratedRegex(@"tps = ([0-9.]+)")]
    private static partial Regex Tps();
}
