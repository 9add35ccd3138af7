using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.Testing;

namespace EventAuth.EndToEnd.Tests.Proofs;

/// <summary>
/// The steps of docs/proof-of-possession.md, forth and back: no token that was accepted before a step is refused after it, except those that
/// name no key once proofs are required.
/// </summary>
public sealed class SwitchingOnTests : IDisposable
{
    private const string Setting = "Tokens:ProofOfPossession";

    private static readonly string s_bearer = SigningKey.Shared.Token(new { customId = "c-18" }, lifetime: TimeSpan.FromHours(1));

    private readonly BrowserKey _key = BrowserKey.Create();
    private readonly string _bound;

    public SwitchingOnTests() => _bound = SigningKey.Shared.Token(_key.Confirm("c-17"), lifetime: TimeSpan.FromHours(1));

    [Fact]
    public async Task Steps_ForthAndBack_RefuseNoTokenThatWasAccepted()
    {
        await using var program = await AdminProgram.StartPreparedAsync();
        await program.Api.DefineCertificateAsync(SigningKey.Shared.PublicPem);

        // Before: bearers. A page that proves its tokens must wait.
        Assert.Equal(202, await BearerAsync(program, s_bearer));
        Assert.Equal(401, await ProvenAsync(program, _bound));

        // 1. Accepted, and 2. pages and backend, one after the other: the same bearers, and tokens that name a key.
        await program.RestartAsync(Setting, "Accepted");
        Assert.Equal(202, await BearerAsync(program, s_bearer));
        Assert.Equal(202, await ProvenAsync(program, _bound));
        Assert.Equal(401, await BearerAsync(program, _bound));
        Assert.Equal(401, await ProvenAsync(program, s_bearer));

        // 3. The console tells one kind from the other.
        Assert.Equal("advice", await ConfirmationAsync(program, s_bearer));
        Assert.Equal("passed", await ConfirmationAsync(program, _bound));

        // 4. Required: the same tokens that name a key.
        await program.RestartAsync(Setting, "Required");
        Assert.Equal(202, await ProvenAsync(program, _bound));
        Assert.Equal(401, await BearerAsync(program, s_bearer));

        // Back: both, then pages that prove nothing, then bearers.
        await program.RestartAsync(Setting, "Accepted");
        Assert.Equal(202, await ProvenAsync(program, _bound));
        Assert.Equal(202, await BearerAsync(program, s_bearer));
        await program.RestartAsync(Setting, "Off");
        Assert.Equal(202, await BearerAsync(program, s_bearer));
        Assert.Equal(202, await BearerAsync(program, _bound));
    }

    [Fact]
    public async Task Accepted_ProofSentAgain_IsRefusedAndBatchesAreOneRecord()
    {
        await using var program = await AdminProgram.StartPreparedAsync(new ProgramSettings
        {
            Further = new Dictionary<string, string> { [Setting] = "Accepted" },
        });
        await program.Api.DefineCertificateAsync(SigningKey.Shared.PublicPem);
        var proof = _key.Prove(_bound, new Uri(program.IngestListener, IngestClient.Batch).AbsoluteUri);
        var batch = new ProofTry("DPoP " + _bound, proof);

        (await batch.SendAsync(program.Ingest, IngestClient.Batch)).Expect(202);
        (await batch.SendAsync(program.Ingest, IngestClient.Batch)).ExpectProblem(401, "invalid_token");

        var items = (await program.Api.GetAsync("/api/v1/decisions?outcome=rejected")).Expect(200).Json.GetProperty("items");
        var record = Assert.Single(items.EnumerateArray());
        Assert.Equal(("proof_used_before", 2), (record.GetProperty("cause").GetString(), record.GetProperty("count").GetInt32()));
    }

    public void Dispose() => _key.Dispose();

    private static async Task<int> BearerAsync(AdminProgram program, string token) =>
        (await new ProofTry("Bearer " + token).SendAsync(program.Ingest)).Status;

    private async Task<int> ProvenAsync(AdminProgram program, string token)
    {
        var proof = _key.Prove(token, new Uri(program.IngestListener, IngestClient.One).AbsoluteUri);
        return (await new ProofTry("DPoP " + token, proof).SendAsync(program.Ingest)).Status;
    }

    private static async Task<string?> ConfirmationAsync(AdminProgram program, string token)
    {
        using var body = System.Net.Http.Json.JsonContent.Create(new { token });
        var report = (await program.Api.SendAsync(HttpMethod.Post, "/api/v1/tokens/conformance", body)).Expect(200).Json;
        return report.GetProperty("requirements").EnumerateArray()
            .Single(requirement => requirement.GetProperty("code").GetString() == "confirmation").GetProperty("result").GetString();
    }
}
