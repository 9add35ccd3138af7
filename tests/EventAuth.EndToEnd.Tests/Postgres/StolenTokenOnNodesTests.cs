using System.Runtime.Versioning;
using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.EndToEnd.Tests.Proofs;
using EventAuth.Testing;
using Xunit.Abstractions;

namespace EventAuth.EndToEnd.Tests.Postgres;

/// <summary>A proof is used once over all nodes, which have one public address.</summary>
[Trait("Database", "PostgreSql")]
[SupportedOSPlatform("linux")]
public sealed class StolenTokenOnNodesTests(SharedDatabase database, ITestOutputHelper output) : IClassFixture<SharedDatabase>
{
    private const string Address = "https://events.shop.example/v4/events/custom";

    private static readonly (string Key, string Value)[] s_settings =
        [("Tokens:ProofOfPossession", "Required"), ("Tokens:ProofAddresses", "https://events.shop.example")];

    [Fact]
    public async Task Proof_OnTwoNodes_IsAcceptedOnceInTenThousandTries()
    {
        const int proofs = 200;
        const int copies = 50;
        var connection = await database.NewConnectionAsync();
        await using var one = await AdminProgram.StartAsync(SharedDatabase.With(SharedDatabase.SettingsFor(connection), s_settings) with { OwnProcess = true });
        await using var other = await AdminProgram.StartAsync(SharedDatabase.With(SharedDatabase.SettingsBeside(one, connection), s_settings));
        await one.Api.DefineCertificateAsync(SigningKey.Shared.PublicPem);
        using var key = BrowserKey.Create();
        var token = SigningKey.Shared.Token(key.Confirm("c-17"), lifetime: TimeSpan.FromHours(1));
        ProofTry Next() => new("DPoP " + token, key.Prove(token, Address));
        await Until.TrueAsync(
            async () => (await Next().SendAsync(other.Ingest)).Status == 202 && (await Next().SendAsync(one.Ingest)).Status == 202,
            () => "The certificate is not in force on both nodes.");

        var accepted = 0;
        for (var proof = 0; proof < proofs; proof++)
        {
            var request = Next();
            var answers = await Task.WhenAll(Enumerable.Range(0, copies).Select(i => request.SendAsync(i % 2 == 0 ? one.Ingest : other.Ingest)));
            Assert.All(answers, answer => Assert.True(answer.Status is 202 or 401, answer.Text));
            Assert.Equal(1, answers.Count(answer => answer.Status == 202));
            accepted += answers.Count(answer => answer.Status == 202);
        }

        output.WriteLine($"{proofs} proofs, each sent {copies} times at once to two nodes ({proofs * copies:N0} tries): {accepted} accepted");

        // After both were killed: what was used is known.
        var used = Next();
        (await used.SendAsync(one.Ingest)).Expect(202);
        await one.KillAsync();
        await one.RestartAsync();
        (await used.SendAsync(one.Ingest)).ExpectProblem(401, "invalid_token");
        (await used.SendAsync(other.Ingest)).ExpectProblem(401, "invalid_token");
    }
}
