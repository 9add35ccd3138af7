using EventAuth.Benchmarks.Ingest.Contenders;
using EventAuth.Testing;

namespace EventAuth.Benchmarks.Nodes;

/// <summary>A console and three nodes that receive events, each a process of its own, over one PostgreSQL that syncs each commit.</summary>
internal sealed class NodesCluster : IAsyncDisposable
{
    private const int Receivers = 3;

    private readonly string _folder = Directory.CreateTempSubdirectory("eventauth-nodes-").FullName;
    private readonly List<NodeProcess> _nodes = [];

    private NodesCluster(PostgresForLoad database) => Database = database;

    public PostgresForLoad Database { get; }

    public NodeProcess Console { get; private set; } = null!;

    /// <summary>The nodes that receive events.</summary>
    public IReadOnlyList<NodeProcess> Nodes => _nodes;

    public static async Task<NodesCluster> StartAsync(IReadOnlyDictionary<string, string>? further = null)
    {
        var cluster = new NodesCluster(await PostgresForLoad.StartAsync());
        try
        {
            cluster.Console = await NodeProcess.StartAsync(cluster.Database.ConnectionString, cluster.NewFolder(0), isIngest: false, further);
            await cluster.Console.Api.DefineCertificateAsync(SigningKey.Shared.PublicPem);
            for (var number = 1; number <= Receivers; number++)
            {
                cluster._nodes.Add(await cluster.Console.StartBesideAsync(cluster.NewFolder(number), further));
            }

            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        if (Console is not null)
        {
            await Console.DisposeAsync();
        }

        await Database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private string NewFolder(int number) => Directory.CreateDirectory(Path.Combine(_folder, $"node{number}")).FullName;
}
