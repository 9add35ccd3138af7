using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.Testing;

namespace EventAuth.EndToEnd.Tests.Proofs;

/// <summary>Behind a trusted proxy a proof is for the address that the browser uses: the proxy's scheme and the host that it passes on.</summary>
public sealed class ForwardedProofTests
{
    private const string Host = "events.shop.example";

    [Theory]
    [InlineData("127.0.0.1", "https", 202, 401)]
    [InlineData("127.0.0.1", "http", 401, 202)]
    [InlineData("10.0.0.7", "https", 401, 202)]
    public async Task Proof_BehindAProxy_IsForTheBrowsersAddress(string trusted, string forwarded, int ofHttps, int ofHttp)
    {
        await using var program = await AdminProgram.StartPreparedAsync(new ProgramSettings
        {
            Further = new Dictionary<string, string> { ["Tokens:ProofOfPossession"] = "Required", ["Listeners:TrustedProxies"] = trusted },
        });
        await program.Api.DefineCertificateAsync(SigningKey.Shared.PublicPem);
        using var key = BrowserKey.Create();
        var token = SigningKey.Shared.Token(key.Confirm("c-17"));
        async Task<int> TryAsync(string scheme) => (await program.Ingest.SendAsync(
            HttpMethod.Post,
            IngestClient.One,
            new StringContent("""{"action":"page.visit"}""", System.Text.Encoding.UTF8, "application/json"),
            ("Host", Host),
            ("X-Forwarded-For", "203.0.113.7"),
            ("X-Forwarded-Proto", forwarded),
            ("Authorization", "DPoP " + token),
            ("DPoP", key.Prove(token, $"{scheme}://{Host}{IngestClient.One}")))).Status;

        Assert.Equal((ofHttps, ofHttp), (await TryAsync("https"), await TryAsync("http")));
    }
}
