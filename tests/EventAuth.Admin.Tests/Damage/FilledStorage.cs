using System.Net.Http.Json;
using EventAuth.Admin.Tests.Accounts;
using EventAuth.Admin.Tests.Hosting;
using EventAuth.Testing;
using Microsoft.Data.Sqlite;

namespace EventAuth.Admin.Tests.Damage;

/// <summary>A storage folder with rows in every table that the program fills, created once and copied for each test.</summary>
internal sealed class FilledStorage : IDisposable
{
    public const string Uuid = "5f0c0000-0000-4000-8000-000000000001";

    // What a program writes only after thousands of events, or for features of the framework that only some use.
    private const string Rest =
        """
        INSERT INTO "UsedTokens" ("Expires", "TokenId") VALUES (4000000000, 'ab');
        INSERT INTO "UsedProofs" ("IssuedAt", "Id") VALUES (4000000000, zeroblob(16));
        INSERT INTO "SetupLinks" ("Id", "Hash", "ExpiresAt") VALUES (1, zeroblob(32), 4000000000000);
        INSERT INTO "Invitations" ("Hash", "Email", "Role", "CreatedAt", "CreatedBy", "ExpiresAt") VALUES (zeroblob(32), 'new@shop.example', 'viewer', 1700000000000, 'first@shop.example', 4000000000000);
        INSERT INTO "PendingChanges" ("Id", "Version", "RevertsTo", "Kind", "Until", "MaxRejected", "AfterDecision") VALUES (1, 3, 2, 0, 4000000000000, 10000, 1);
        INSERT INTO "Erasures" ("ProfileId", "LastEvent") VALUES (999, 1);
        INSERT INTO "ErasedIdentifiers" ("Identifier", "ErasedAt") VALUES (zeroblob(32), 1700000000000);
        INSERT INTO "ActivityRuns" ("Run", "LastEvent") VALUES (1, 1);
        INSERT INTO "Activities" ("Run", "ProfileId", "Time", "ReceivedAt", "EventId") SELECT 1, "ProfileId", "Time", "ReceivedAt", "EventId" FROM "Events" WHERE "Id" = 1;
        INSERT INTO "DecisionStretches" ("Number", "LastEvent", "Indexed") VALUES (1, 1, 1);
        INSERT INTO "StretchDecisions" ("Stretch", "Reason", "Action", "CertificateId", "Places") SELECT 1, "Reason", "Action", '', X'0100' FROM "Events" WHERE "Id" = 1;
        INSERT INTO "AspNetUserTokens" ("UserId", "LoginProvider", "Name", "Value") SELECT "Id", '[AspNetUserStore]', 'RecoveryCodes', 'a;b' FROM "AspNetUsers";
        INSERT INTO "AspNetUserClaims" ("UserId", "ClaimType", "ClaimValue") SELECT "Id", 'a', 'b' FROM "AspNetUsers";
        INSERT INTO "AspNetUserLogins" ("LoginProvider", "ProviderKey", "ProviderDisplayName", "UserId") SELECT 'a', 'b', 'c', "Id" FROM "AspNetUsers";
        INSERT INTO "AspNetRoles" ("Id", "Name", "NormalizedName", "ConcurrencyStamp") VALUES ('a', 'a', 'A', 'a');
        INSERT INTO "AspNetRoleClaims" ("RoleId", "ClaimType", "ClaimValue") VALUES ('a', 'b', 'c');
        INSERT INTO "AspNetUserRoles" ("UserId", "RoleId") SELECT "Id", 'a' FROM "AspNetUsers";
        """;

    private readonly TemporaryFolder _folder = new();

    /// <summary>Creates it.</summary>
    public static async Task<FilledStorage> MakeAsync()
    {
        var filled = new FilledStorage();
        await using (var program = await RunningProgram.StartAsync(filled._folder, time: null, [.. Settings, "--Decisions:KeepRejectedPayload=true"]))
        {
            using var api = program.NewApiClient();
            using var events = new HttpClient { BaseAddress = program.Ingest };
            using var browser = program.NewBrowser();
            (await browser.SignInAsync(RunningProgram.AdminEmail, RunningProgram.AdminPassword)).Dispose();
            (await api.PutAsJsonAsync("certificate", new { pem = SigningKey.Other.PublicPem })).EnsureSuccessStatusCode().Dispose();
            (await api.PutAsJsonAsync("certificate", new { pem = SigningKey.Shared.PublicPem, overwrite = true })).EnsureSuccessStatusCode().Dispose();
            await SendAsync(events, "custom.event", SigningKey.Shared.Token(new { uuid = Uuid, email = "jana@shop.example", customId = "c-1" }), 202);
            await SendAsync(events, "page.visit", null, 202);
            await SendAsync(events, "form.submit", null, 401);
            await SendAsync(events, "page.visit", SigningKey.Other.Token(new { uuid = Uuid }), 401);
            (await api.PostAsync(new Uri($"profiles/{Uuid}/end-tokens", UriKind.Relative), null)).EnsureSuccessStatusCode().Dispose();
            await WaitForCountsAsync(filled.Database);
        }

        filled.Change(Rest);
        return filled;
    }

    /// <summary>The settings with which it was created.</summary>
    public static string[] Settings { get; } =
        [$"--Bootstrap:ApiKey={RunningProgram.ApiKey}", $"--Bootstrap:AdminEmail={RunningProgram.AdminEmail}", $"--Bootstrap:AdminPassword={RunningProgram.AdminPassword}"];

    /// <summary>Its columns: table, column, declared type, and the columns of the table's key.</summary>
    public IReadOnlyList<(string Table, string Column, string Type, string Key)> Columns()
    {
        using var connection = Open(Database);
        var columns = new List<(string Table, string Column, string Type, int PlaceInKey)>();
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT t."name", c."name", c."type", c."pk" FROM "sqlite_master" t, pragma_table_info(t."name") c
            WHERE t."type" = 'table' AND t."name" NOT LIKE 'sqlite%' AND t."name" NOT LIKE '\_\_EF%' ESCAPE '\' ORDER BY 1, c."cid"
            """;
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            columns.Add((row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt32(3)));
        }

        return [.. columns.Select(column => (column.Table, column.Column, column.Type, string.Join(", ", columns
            .Where(other => other.Table == column.Table && other.PlaceInKey > 0).OrderBy(other => other.PlaceInKey).Select(other => $"\"{other.Column}\""))))];
    }

    /// <summary>Copies it for one test.</summary>
    public TemporaryFolder Copy()
    {
        var copy = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(_folder.Storage, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy.Storage, Path.GetRelativePath(_folder.Storage, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!, (UnixFileMode)0b111_000_000);
            File.Copy(file, target);
        }

        return copy;
    }

    /// <summary>Changes a database in a way that nobody may, bypassing its triggers and foreign keys. Returns the number of rows.</summary>
    public static int Change(string database, string sql)
    {
        using var connection = Open(database);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT group_concat('DROP TRIGGER \"' || \"name\" || '\"', ';') FROM \"sqlite_master\" WHERE \"type\" = 'trigger'";
        if (command.ExecuteScalar() is string drop)
        {
            command.CommandText = drop;
            command.ExecuteNonQuery();
        }

        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    public void Dispose() => _folder.Dispose();

    private string Database => Path.Combine(_folder.Storage, "eventauth.db");

    private void Change(string sql) => Change(Database, sql);

    private static SqliteConnection Open(string database)
    {
        var connection = new SqliteConnection($"Data Source={database};Mode=ReadWrite;Foreign Keys=False;Pooling=False");
        connection.Open();
        return connection;
    }

    private static async Task SendAsync(HttpClient events, string action, string? token, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/v4/events/custom", UriKind.Relative))
        {
            Content = JsonContent.Create(new { action, client = new { uuid = Uuid, firstName = "Jana" }, @params = new { a = 1 } }),
        };
        if (token is not null)
        {
            request.Headers.Authorization = new("Bearer", token);
        }

        using var answer = await events.SendAsync(request);
        Assert.Equal(status, (int)answer.StatusCode);
    }

    // The rejections of bad tokens are written to the database a moment later.
    private static async Task WaitForCountsAsync(string database)
    {
        using var connection = Open(database);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT (SELECT count(*) FROM \"RejectionSlots\") * (SELECT count(*) FROM \"Rejections\")";
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while ((long)command.ExecuteScalar()! == 0)
        {
            await Task.Delay(50, patience.Token);
        }
    }
}
