using System.Globalization;
using EventAuth.Benchmarks.Ingest.Inputs;
using EventAuth.Benchmarks.Ingest.Setup;
using EventAuth.Benchmarks.Nodes;
using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.Benchmarks.Ingest.Contenders;

/// <summary>The real program over PostgreSQL: one process with console and ingest, and any number of others with ingest alone.</summary>
internal sealed class PostgresNodes : Contender
{
    private readonly PostgresForLoad _database;
    private readonly IReadOnlyList<NodeProcess> _nodes;

    private PostgresNodes(PostgresForLoad database, IReadOnlyList<NodeProcess> nodes) => (_database, _nodes) = (database, nodes);

    public override string Name => _nodes.Count == 1 ? "PostgreSQL" : $"PostgreSQL, {_nodes.Count} nodes";

    public override string Version => Name;

    public override Uri Address => _nodes[0].Address!;

    public override int ProcessId => _nodes[0].ProcessId;

    public override IReadOnlyList<Uri> Addresses => [.. _nodes.Select(node => node.Address!)];

    public override IReadOnlyList<int> Processes => [.. _nodes.Select(node => node.ProcessId), _database.ProcessId];

    /// <summary>The admin API of the first node.</summary>
    public AdminApi Api => _nodes[0].Api;

    /// <summary>The server's first process.</summary>
    public int ServerId => _database.ProcessId;

    /// <summary>Bytes of the database, without the server's log.</summary>
    public Task<long> CountBytesAsync() => _database.NumberAsync("SELECT pg_database_size(current_database())");

    /// <summary>Starts so many nodes over an empty database, with the benchmark's policy in force.</summary>
    public static async Task<PostgresNodes> StartAsync(int count, string publicPem, Func<string, string> newFolder)
    {
        var database = await PostgresForLoad.StartAsync();
        var nodes = new List<NodeProcess>();
        var contender = new PostgresNodes(database, nodes);
        try
        {
            nodes.Add(await StartFirstAsync(database, newFolder("node"), publicPem));
            while (nodes.Count < count)
            {
                nodes.Add(await nodes[0].StartBesideAsync(newFolder("node")));
            }

            return contender;
        }
        catch
        {
            await contender.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts one node over a copy of what a storage folder has, which the product's own command makes.</summary>
    public static async Task<PostgresNodes> StartOnCopyAsync(Workbench bench, string storage)
    {
        var database = await PostgresForLoad.StartAsync();
        var nodes = new List<NodeProcess>();
        var contender = new PostgresNodes(database, nodes);
        try
        {
            var (folder, began) = (bench.Cache.NewFolder("node"), bench.Time.GetTimestamp());
            var (exitCode, output) = await CopyAsync(database, storage, ProgramSettings.StorageIn(folder));
            if (exitCode != 0)
            {
                throw new InvalidOperationException(output);
            }

            var (seconds, bytes) = (bench.Time.GetElapsedTime(began).TotalSeconds, await contender.CountBytesAsync());
            bench.Report.Say(string.Create(
                CultureInfo.InvariantCulture, $"  copied to PostgreSQL and compared in {seconds:N0} s: {bytes >> 20:N0} MiB there"));
            nodes.Add(await StartFirstAsync(database, folder, bench.Key.PublicPem));
            return contender;
        }
        catch
        {
            await contender.DisposeAsync();
            throw;
        }
    }

    public override async Task<long?> CountStoredAsync() =>
        await _database.NumberAsync("""SELECT count(*) FROM "Events" WHERE "Reason" < 20 AND "EventId" IS NOT NULL""");

    private static async Task<NodeProcess> StartFirstAsync(PostgresForLoad database, string folder, string publicPem)
    {
        var node = await NodeProcess.StartAsync(database.ConnectionString, folder, isIngest: true);
        await node.Api.DefineCertificateAsync(publicPem);
        await node.Api.SetListsAsync(new PolicyLists
        {
            AnonymousWithoutJwt = EventBodies.Anonymous,
            UpdateWithoutJwt = EventBodies.WithoutJwt,
            UpdateWithJwt = EventBodies.WithJwt,
        });
        return node;
    }

    private static async Task<(int ExitCode, string Output)> CopyAsync(PostgresForLoad database, string from, string storage)
    {
        var settings = new Dictionary<string, string>
        {
            ["Storage:Path"] = storage,
            ["Storage:Provider"] = "PostgreSql",
            ["Storage:ConnectionString"] = database.ConnectionString,
        };
        using var process = ProgramFile.Start(
            settings, Path.GetTempPath(), out var output, new ProgramStart { Arguments = ["copy", "--from", "sqlite:" + from, "--to", "postgresql"] });
        await process.WaitForExitAsync();
        return (process.ExitCode, output.Text);
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        await _database.DisposeAsync();
    }
}
