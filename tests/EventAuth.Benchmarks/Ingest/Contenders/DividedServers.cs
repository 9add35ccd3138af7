using EventAuth.Benchmarks.Ingest.Setup;

namespace EventAuth.Benchmarks.Ingest.Contenders;

/// <summary>Two installations, each with a node and a PostgreSQL of its own: customers divided between two servers, as two shops are.</summary>
internal sealed class DividedServers : Contender
{
    private readonly PostgresNodes _one;
    private readonly PostgresNodes _other;

    private DividedServers(PostgresNodes one, PostgresNodes other) => (_one, _other) = (one, other);

    public override string Name => "PostgreSQL, two servers";

    public override string Version => Name;

    public override Uri Address => _one.Address;

    public override int ProcessId => _one.ProcessId;

    public override IReadOnlyList<Uri> Addresses => [.. _one.Addresses, .. _other.Addresses];

    public override IReadOnlyList<int> Processes => [.. _one.Processes, .. _other.Processes];

    public static async Task<DividedServers> StartAsync(Workbench bench)
    {
        var one = await bench.StartNodesAsync(1);
        try
        {
            return new DividedServers(one, await bench.StartNodesAsync(1));
        }
        catch
        {
            await one.DisposeAsync();
            throw;
        }
    }

    public override async Task<long?> CountStoredAsync() => await _one.CountStoredAsync() + await _other.CountStoredAsync();

    public override async ValueTask DisposeAsync()
    {
        await _one.DisposeAsync();
        await _other.DisposeAsync();
    }
}
