using System.Data.Common;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.EndToEnd.Tests.Postgres;

namespace EventAuth.EndToEnd.Tests.Policies.Sequences;

/// <summary>
/// All nodes of an installation: two over PostgreSQL, one over SQLite, which allows no more. Three people may edit, each with a key.
/// </summary>
[SupportedOSPlatform("linux")]
public sealed class PolicyNodes : IAsyncLifetime
{
    private readonly List<AdminProgram> _all = [];

    internal static IReadOnlyList<string> People { get; } = ["Eva", "Jana", "Petr"];

    public IReadOnlyList<AdminProgram> All => _all;

    public AdminApi Api => _all[0].Api;

    public async Task InitializeAsync()
    {
        var first = await AdminProgram.StartPreparedAsync();
        _all.Add(first);
        foreach (var person in People)
        {
            AddKey(first.Database, person);
        }

        if (first.Database.IsPostgres)
        {
            var connection = first.Database.Settings["Storage:ConnectionString"];
            _all.Add(await AdminProgram.StartAsync(SharedDatabase.SettingsBeside(first, connection)));
        }
    }

    // The first one last: the folder of the other is in its folder.
    public async Task DisposeAsync()
    {
        foreach (var node in _all.AsEnumerable().Reverse())
        {
            await node.DisposeAsync();
        }
    }

    /// <summary>The admin API of a node as this person uses it.</summary>
    internal AdminApi ApiOf(string person, int node) => _all[node].Api.WithKey(KeyOf(person));

    /// <summary>As if the time of the change on trial were over.</summary>
    internal void EndTime()
    {
        using var connection = _all[0].Database.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = """UPDATE "PendingChanges" SET "Until" = 1""";
        command.ExecuteNonQuery();
    }

    /// <summary>The version that is on trial, or null.</summary>
    internal async Task<int?> PendingAsync()
    {
        var answer = await Api.GetAsync("/api/v1/policy/pending");
        return answer.Status == 404 ? null : answer.Expect(200).Json.GetProperty("version").GetInt32();
    }

    /// <summary>Returns when a version is in force on every node.</summary>
    internal async Task UntilInForceAsync(int version)
    {
        foreach (var node in _all)
        {
            await Until.TrueAsync(
                async () => await InForceAsync(node) == version,
                () => $"Version {version} does not come into force. The node wrote:\n{node.Output.Text}");
        }
    }

    /// <summary>The entries of the audit trail after this number that are about the policy, oldest first.</summary>
    internal async Task<IReadOnlyList<JsonElement>> TrailAsync(long after)
    {
        var entries = (await Api.GetAsync("/api/v1/audit?limit=1000")).Expect(200).Json.GetProperty("items").EnumerateArray().ToList();
        Assert.True(entries[^1].GetProperty("number").GetInt64() <= after + 1, "There are more entries than one page has.");
        return [.. entries.Where(entry => entry.GetProperty("number").GetInt64() > after
            && entry.GetProperty("subject").GetString() == "policy").Reverse()];
    }

    /// <summary>The number of the last entry of the audit trail.</summary>
    internal async Task<long> LastEntryAsync() =>
        (await Api.GetAsync("/api/v1/audit?limit=1")).Expect(200).Json.GetProperty("items")[0].GetProperty("number").GetInt64();

    private static async Task<int> InForceAsync(AdminProgram node) =>
        (await node.Api.GetAsync("/api/v1/policy/lint")).Expect(200).Json.GetProperty("version").GetInt32();

    private static string KeyOf(string person) => $"key-of-{person}-0123456789-0123456789-0123456789";

    private static void AddKey(ProgramDatabase database, string person)
    {
        using var connection = database.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = """
            INSERT INTO "ApiKeys" ("Name", "Hash", "Role", "CreatedAt", "CreatedBy") VALUES (@name, @hash, 'Editor', 1, 'tests')
            """;
        Add(command, "name", person);
        Add(command, "hash", SHA256.HashData(Encoding.UTF8.GetBytes(KeyOf(person))));
        command.ExecuteNonQuery();
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}

/// <summary>The tests that change the policy of these nodes, one after the other.</summary>
[CollectionDefinition(nameof(PolicyNodes))]
public sealed class PolicyNodesGroup : ICollectionFixture<PolicyNodes>;
