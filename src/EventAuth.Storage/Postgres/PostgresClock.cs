namespace EventAuth.Storage.Postgres;

/// <summary>The clock of the database: one for all processes, however the clocks of their machines differ.</summary>
internal static class PostgresClock
{
    /// <summary>Milliseconds since 1970, in SQL.</summary>
    public const string Now = "(extract(epoch FROM clock_timestamp()) * 1000)::bigint";
}
