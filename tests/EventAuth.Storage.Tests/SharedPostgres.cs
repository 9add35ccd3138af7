using EventAuth.Testing.Postgres;

namespace EventAuth.Storage.Tests;

/// <summary>One PostgreSQL for all tests of this process. It ends with the process.</summary>
internal static class SharedPostgres
{
    private static readonly Lazy<Task<PostgresServer>> s_server = new(StartAsync);

    /// <summary>How to connect to a new, empty database.</summary>
    public static async Task<string> NewDatabaseAsync()
    {
        var server = await s_server.Value;
        return server.ConnectionString(await server.CreateDatabaseAsync());
    }

    private static async Task<PostgresServer> StartAsync()
    {
        var server = await PostgresServer.StartAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return server;
    }
}
