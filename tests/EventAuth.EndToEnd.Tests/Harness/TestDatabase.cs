using EventAuth.Testing.Postgres;
using Npgsql;

namespace EventAuth.EndToEnd.Tests.Harness;

/// <summary>
/// Over which database all tests of this process run: the one that EVENTAUTH_TEST_DATABASE names, <c>Sqlite</c> (default) or <c>PostgreSql</c>.
/// Tests of one of them alone have the trait <c>Database</c>, and their class says why.
/// </summary>
internal static class TestDatabase
{
    private const string Variable = "EVENTAUTH_TEST_DATABASE";

    /// <summary>Whether it is PostgreSQL.</summary>
    public static bool IsPostgres { get; } = Environment.GetEnvironmentVariable(Variable) switch
    {
        null or "" or "Sqlite" => false,
        "PostgreSql" => true,
        var other => throw new InvalidOperationException($"{Variable} is Sqlite or PostgreSql, not {other}."),
    };

    /// <summary>How to connect to a new database for a program; null where it makes one in its folder.</summary>
    /// <param name="template">A stopped program's database, of which it becomes a copy; null for an empty one.</param>
    public static async Task<string?> NewAsync(string? template = null)
    {
        if (!IsPostgres)
        {
            return null;
        }

        var server = await SharedPostgres.ServerAsync;
        return server.ConnectionString(await server.CreateDatabaseAsync(template is null ? null : NameIn(template)));
    }

    /// <summary>Deletes what <see cref="NewAsync"/> made.</summary>
    public static async Task DropAsync(string connection) => await (await SharedPostgres.ServerAsync).DropDatabaseAsync(NameIn(connection));

    private static string NameIn(string connection) => new NpgsqlConnectionStringBuilder(connection).Database!;
}
