using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.Testing;
using Npgsql;

namespace EventAuth.EndToEnd.Tests.Postgres;

/// <summary>Two processes over one database, each with a storage folder of its own.</summary>
[Trait("Database", "PostgreSql")]
[SupportedOSPlatform("linux")]
public sealed partial class TwoProcessesTests(SharedDatabase database) : IClassFixture<SharedDatabase>
{
    private static readonly object s_visit = new { action = "page.visit", client = new { uuid = "0f8fad5b-d9cb-469f-a165-70867728950e" } };

    [Fact]
    public async Task Apply_OnOne_IsInForceOnTheOther()
    {
        var connection = await database.NewConnectionAsync();
        await using var one = await AdminProgram.StartAsync(SharedDatabase.SettingsFor(connection) with { OwnProcess = true });
        await using var other = await AdminProgram.StartAsync(SharedDatabase.SettingsBeside(one, connection) with { OwnProcess = true });
        await one.Api.DefineCertificateAsync(SigningKey.Shared.PublicPem);

        for (var turn = 0; turn < 10; turn++)
        {
            var closed = await one.Api.SetListsAsync(new PolicyLists { UpdateWithJwt = ["e2e.two"] });
            await InForceAsync(other, closed);
            (await PostAsync(other)).ExpectProblem(401, "jwt_required");

            var open = await other.Api.SetListsAsync(new PolicyLists());
            await InForceAsync(one, open);
            (await PostAsync(one)).Expect(202);
        }

        (await other.Ingest.PostAsync(new { action = "e2e.two" }, SigningKey.Shared.Token(new { customId = "c-1" }))).Expect(202);
        Assert.Equal(0, (await SharedDatabase.RunAsync(one, connection, "audit", "verify")).ExitCode);
        Assert.Equal(0, (await SharedDatabase.RunAsync(other, connection, "audit", "verify")).ExitCode);
    }

    [Fact]
    public async Task FormOfOne_SentToTheOther_SignsInOnBoth()
    {
        var connection = await database.NewConnectionAsync();
        await using var one = await AdminProgram.StartAsync(SharedDatabase.SettingsFor(connection));
        await using var other = await AdminProgram.StartAsync(SharedDatabase.SettingsBeside(one, connection));
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });

        var form = await browser.GetStringAsync(new Uri(one.Admin, "/sign-in"));
        using var content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["email"] = AdminProgram.AdminEmail,
            ["password"] = AdminProgram.AdminPassword,
            ["returnUrl"] = "/account",
            ["__RequestVerificationToken"] = ProofPattern().Match(form).Groups["proof"].Value,
        });
        using var signedIn = await browser.PostAsync(new Uri(other.Admin, "/sign-in"), content);
        using var seen = await browser.GetAsync(new Uri(one.Admin, "/sign-in"));

        Assert.Equal((302, "/account"), ((int)signedIn.StatusCode, signedIn.Headers.Location?.ToString()));
        Assert.Equal(302, (int)seen.StatusCode);
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand("""SELECT count(*), sum(position('<key' in encode("Content", 'escape'))) FROM "ProtectionKeys" """);
        await using var row = await command.ExecuteReaderAsync();
        Assert.True(await row.ReadAsync());
        Assert.Equal((1, 0), (row.GetInt64(0), row.GetInt64(1)));
    }

    [Fact]
    public async Task FurtherProcess_WithoutTheKeyOfTheTrail_IsRefusedInOneSentence()
    {
        var connection = await database.NewConnectionAsync();
        await using var one = await AdminProgram.StartAsync(SharedDatabase.SettingsFor(connection));

        var (exitCode, output) = await AdminProgram.RunToExitAsync(SharedDatabase.SettingsFor(connection));

        Assert.Equal(1, exitCode);
        Assert.Contains("Copy audit.key and audit.head", Assert.Single(output.Trim().Split('\n')), StringComparison.Ordinal);
    }

    private static Task InForceAsync(AdminProgram program, int version) => Until.TrueAsync(
        async () => (await program.Ingest.PostAsync(s_visit)).Expect(202).Json.GetProperty("policyVersion").GetInt32() == version,
        () => $"Version {version} does not come into force. It wrote:\n{program.Output.Text}");

    private static Task<Answer> PostAsync(AdminProgram program) =>
        program.Ingest.PostAsync(new { action = "e2e.two", client = new { uuid = Guid.NewGuid() } });

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<proof>[^\"]+)\"", RegexOptions.None, 1000)]
    private static partial Regex ProofPattern();
}
