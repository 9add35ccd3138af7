using EventAuth.Benchmarks.Ingest.Inputs;
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
            nodes.Add(await NodeProcess.StartAsync(database.ConnectionString, newFolder("node"), isIngest: true));
            await nodes[0].Api.DefineCertificateAsync(publicPem);
            await nodes[0].Api.SetListsAsync(new PolicyLists
            {
                AnonymousWithoutJwt = EventBodies.Anonymous,
                UpdateWithoutJwt = EventBodies.WithoutJwt,
                UpdateWithJwt = EventBodies.WithJwt,
            });
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

    public override async Task<long?> CountStoredAsync() =>
        await _database.NumberAsync("""SELECT count(*) FROM "Events" WHERE "Reason" < 20 AND "EventId" IS NOT NULL""");

    public override async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        await _database.DisposeAsync();
    }
}
