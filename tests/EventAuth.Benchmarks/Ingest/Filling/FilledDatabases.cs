using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EventAuth.Benchmarks.Ingest.Contenders;
using EventAuth.Benchmarks.Ingest.Machine;
using EventAuth.Benchmarks.Ingest.Setup;
using Microsoft.Data.Sqlite;

namespace EventAuth.Benchmarks.Ingest.Filling;

/// <summary>
/// Storage folders with many profiles and events. The product creates the database; it is filled while the product is stopped,
/// kept for the next run as long as the tables stay the same, and copied before each use.
/// </summary>
internal sealed class FilledDatabases(Workbench bench)
{
    private const string FileName = "eventauth.db";

    // They belong to the database: without the first the program does not start with it.
    private static readonly string[] AuditFiles = ["audit.key", "audit.head"];

    /// <summary>Starts our program with a database of this many profiles and events, at least one each.</summary>
    public async Task<OurProgram> StartAsync(int profiles, int events)
    {
        var folder = bench.Cache.NewFolder("ours");
        await CopyAsync(profiles, events, folder);
        return await bench.StartOursAsync(folder);
    }

    /// <summary>Copies a database of this many profiles and events to where the program finds it in a folder. Returns the storage folder.</summary>
    public async Task<string> CopyAsync(int profiles, int events, string folder)
    {
        var kept = await KeepAsync(profiles, events);
        var data = Directory.CreateDirectory(Path.Combine(folder, "data"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var (exitCode, _, errors) = await Tool.RunAsync("cp", ["--reflink=auto", kept, Path.Combine(data.FullName, FileName)]);
        if (exitCode != 0)
        {
            throw new IOException(errors);
        }

        foreach (var name in AuditFiles)
        {
            File.Copy($"{kept}.{name}", Path.Combine(data.FullName, name));
        }

        // The rest of the copy would slow the disk down during the first samples.
        await Tool.RunAsync("sync", ["-f", data.FullName]);
        return data.FullName;
    }

    private async Task<string> KeepAsync(int profiles, int events)
    {
        var folder = bench.Cache.NewFolder("filling");
        var program = await OurProgram.StartAsync(new OurProgramOptions(bench.Key.PublicPem), folder);
        await program.StopAsync();
        var file = Path.Combine(folder, "data", FileName);
        var prefix = string.Create(CultureInfo.InvariantCulture, $"filled-{profiles}-{events}-");
        var kept = bench.Cache.File(prefix + Describe(file) + ".db");
        if (!File.Exists(kept))
        {
            foreach (var old in Directory.EnumerateFiles(bench.Cache.Kept, prefix + "*"))
            {
                File.Delete(old);
            }

            bench.Report.Say($"  filling a database with {profiles:N0} profiles and {events:N0} events; it is kept …");
            DatabaseFiller.Fill(file, profiles, events, bench.Time.GetUtcNow());
            foreach (var name in AuditFiles)
            {
                File.Move(Path.Combine(folder, "data", name), $"{kept}.{name}");
            }

            File.Move(file, kept);
        }

        Directory.Delete(folder, recursive: true);
        return kept;
    }

    /// <summary>A short text that is the same as long as the tables and indexes are.</summary>
    private static string Describe(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var select = connection.CreateCommand();
        select.CommandText = "SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name)";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes((string)select.ExecuteScalar()!)))[..12];
    }
}
