namespace EventAuth.Testing.Postgres;

/// <summary>One PostgreSQL for all tests of this process. It ends with the process.</summary>
public static class SharedPostgres
{
    private static readonly Lazy<Task<PostgresServer>> s_server = new(StartAsync);

    /// <summary>The server, started when it is first asked for.</summary>
    public static Task<PostgresServer> ServerAsync => s_server.Value;

    private static async Task<PostgresServer> StartAsync()
    {
        var server = await PostgresServer.StartAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return server;
    }
}
