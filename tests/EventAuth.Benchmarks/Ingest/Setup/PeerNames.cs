namespace EventAuth.Benchmarks.Ingest.Setup;

/// <summary>The folders of tests/peers.</summary>
internal static class PeerNames
{
    public const string HaProxy = "haproxy";
    public const string Stock = "stock";
    public const string StockOneWriter = "stock-one-writer";
    public const string StockPostgres = "stock-postgres";
    public const string Fastify = "fastify";
    public const string FastifyGroupCommit = "fastify-group-commit";
    public const string Influx = "influxdb";
}
