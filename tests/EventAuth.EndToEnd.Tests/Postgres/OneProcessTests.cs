using System.Runtime.Versioning;
using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.EndToEnd.Tests.Hosting;
using EventAuth.Testing;
using Npgsql;

namespace EventAuth.EndToEnd.Tests.Postgres;

/// <summary>The real program over PostgreSQL.</summary>
[Trait("Database", "PostgreSql")]
[SupportedOSPlatform("linux")]
public sealed class OneProcessTests(SharedDatabase database) : IClassFixture<SharedDatabase>
{
    [Fact]
    public async Task Program_PolicyEventsAndRestart_WorkAndNothingLiesInAFile()
    {
        var connection = await database.NewConnectionAsync();
        await using var program = await AdminProgram.StartAsync(SharedDatabase.SettingsFor(connection) with { OwnProcess = true });
        await program.Api.DefineCertificateAsync(SigningKey.Shared.PublicPem);
        var version = await program.Api.SetListsAsync(new PolicyLists { UpdateWithJwt = ["e2e.guarded"] });
        var token = SigningKey.Shared.Token(new { customId = "c-1" });

        (await program.Ingest.PostAsync(new { action = "page.visit", client = new { uuid = Guid.NewGuid() } })).Expect(202);
        (await program.Ingest.PostAsync(new { action = "e2e.guarded", client = new { uuid = Guid.NewGuid() } })).ExpectProblem(401, "jwt_required");
        (await program.Ingest.PostAsync(new { action = "e2e.guarded" }, SigningKey.Other.Token(new { customId = "c-1" })))
            .ExpectProblem(401, "invalid_token");
        (await program.Ingest.PostAsync(new { action = "e2e.guarded" }, token)).Expect(202);
        (await program.Ingest.PostBatchAsync(Enumerable.Range(0, 20).Select(_ => (object)new { action = "e2e.guarded" }), token)).Expect(202);
        await program.RestartAsync();

        var accepted = (await program.Ingest.PostAsync(new { action = "e2e.guarded" }, token)).Expect(202);
        Assert.Equal(version, accepted.Json.GetProperty("policyVersion").GetInt32());
        Assert.NotNull(await program.Api.FindEventAsync("e2e.guarded"));
        Assert.Equal(23, await CountAsync(connection, """SELECT count(*) FROM "Events" WHERE "Reason" < 20"""));
        Assert.Equal(
            ["audit.head", "audit.key", "lock", "rejections.counts"],
            Directory.EnumerateFileSystemEntries(program.Storage).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(SharedDatabase.Password, program.Output.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ProfileApi_AfterAnEventWithAToken_KnowsTheCustomer()
    {
        await using var program = await AdminProgram.StartAsync(SharedDatabase.SettingsFor(await database.NewConnectionAsync()));
        await program.Api.DefineCertificateAsync(SigningKey.Shared.PublicPem);
        var uuid = Guid.NewGuid().ToString();

        (await program.Ingest.PostAsync(new { action = "page.visit" }, SigningKey.Shared.Token(new { uuid, customId = "c-1" }))).Expect(202);

        Assert.Equal("c-1", (await program.Api.ProfileAsync(uuid)).GetProperty("customId").GetString());
    }

    [Fact]
    public async Task Setup_Link_IsPrintedAndLeadsToTheForm()
    {
        await using var program = await AdminProgram.StartAsync(
            SharedDatabase.SettingsFor(await database.NewConnectionAsync(), bootstrap: false));

        var link = await FreshStartTests.LinkAsync(program);

        (await program.Api.WithKey(null).GetAsync(link.PathAndQuery)).Expect(200);
    }

    [Fact]
    public async Task Commands_VerifyAndRecover_WorkBesideTheProgram()
    {
        var connection = await database.NewConnectionAsync();
        await using var program = await AdminProgram.StartAsync(SharedDatabase.SettingsFor(connection));

        var recovery = await SharedDatabase.RunAsync(program, connection, "accounts", "recover", AdminProgram.AdminEmail);
        var verification = await SharedDatabase.RunAsync(program, connection, "audit", "verify");

        Assert.True(recovery.ExitCode == 0, recovery.Output);
        Assert.Contains("/recovery?code=", recovery.Output, StringComparison.Ordinal);
        Assert.True(verification.ExitCode == 0, verification.Output);
        await ExecuteAsync(
            connection, """ALTER TABLE "AuditEntries" DISABLE TRIGGER ALL; UPDATE "AuditEntries" SET "Subject" = 'other' WHERE "Number" = 1""");
        Assert.Equal(1, (await SharedDatabase.RunAsync(program, connection, "audit", "verify")).ExitCode);
    }

    [Fact]
    public async Task Audit_SearchInAnotherCase_FindsTheEntry()
    {
        await using var program = await AdminProgram.StartAsync(SharedDatabase.SettingsFor(await database.NewConnectionAsync()));
        await program.Api.SetListsAsync(new PolicyLists { UpdateWithJwt = ["e2e.Searched"] });

        var found = (await program.Api.GetAsync("/api/v1/audit?search=E2E.SEARCHED")).Expect(200).Json.GetProperty("items");

        Assert.Equal(1, found.GetArrayLength());
        (await program.Api.GetAsync("/api/v1/audit?search=%00")).Expect(200);
        (await program.Api.GetAsync("/api/v1/events?search=%00")).Expect(200);
    }

    [Fact]
    public async Task Server_GoneAndBack_IsToldByReadyzAndTheProgramGoesOn()
    {
        await using var own = await EventAuth.Testing.Postgres.PostgresServer.StartAsync(isDurable: true);
        var connection = own.ConnectionString(await own.CreateDatabaseAsync()) + ";Password=" + SharedDatabase.Password;
        await using var program = await AdminProgram.StartAsync(SharedDatabase.SettingsFor(connection));

        await own.KillAsync();
        await Until.TrueAsync(async () => !await program.IsReadyAsync(), () => "It says that it is ready.");
        (await program.Ingest.PostAsync(new { action = "page.visit", client = new { uuid = Guid.NewGuid() } }))
            .ExpectProblem(503, "storage_unavailable");
        Assert.Equal(503, (await program.Api.GetAsync("/api/v1/policy/versions")).Status);
        await own.ResumeAsync();
        await Until.TrueAsync(program.IsReadyAsync, () => "It does not become ready again. It wrote:\n" + program.Output.Text);

        (await program.Ingest.PostAsync(new { action = "page.visit", client = new { uuid = Guid.NewGuid() } })).Expect(202);
        Assert.DoesNotContain(SharedDatabase.Password, program.Output.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NewestPolicy_Unreadable_TheLastGoodOneDecidesAndReadyzSaysSoUntilItIsOver()
    {
        var connection = await database.NewConnectionAsync();
        var settings = SharedDatabase.SettingsFor(connection);
        await using var program = await AdminProgram.StartAsync(
            settings with { Further = new Dictionary<string, string>(settings.Further) { ["Policy:StaleAfterSeconds"] = "2" } });

        await ExecuteAsync(
            connection,
            """
            INSERT INTO "PolicyRevisions" ("Version", "AnonymousWithoutJwt", "UpdateWithoutJwt", "UpdateWithJwt", "AppliedBy", "AppliedAt")
            VALUES (2, 'broken', '[]', '[]', 'x', 0)
            """);
        await Until.TrueAsync(async () => !await program.IsReadyAsync(), () => "It says that it is ready.");
        var decided = await program.Ingest.PostAsync(new { action = "page.visit", client = new { uuid = Guid.NewGuid() } });
        await ExecuteAsync(connection, """DELETE FROM "PolicyRevisions" WHERE "Version" = 2""");
        await Until.TrueAsync(program.IsReadyAsync, () => "It does not become ready again. It wrote:\n" + program.Output.Text);

        Assert.Equal(1, decided.Expect(202).Json.GetProperty("policyVersion").GetInt32());
    }

    private static async Task<long> CountAsync(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task ExecuteAsync(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
