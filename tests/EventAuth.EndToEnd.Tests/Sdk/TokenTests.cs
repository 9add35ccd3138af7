using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EventAuth.EndToEnd.Tests.Harness;
using Microsoft.AspNetCore.WebUtilities;

namespace EventAuth.EndToEnd.Tests.Sdk;

/// <summary>Tokens that expire, are missing, or must be proven.</summary>
public sealed class TokenTests(SharedProgram shared) : SdkTest(shared), IClassFixture<SharedProgram>
{
    [Fact]
    public async Task ExpiredToken_ManyEventsWait_IsRefreshedOnce()
    {
        var visitor = await VisitAsync();
        visitor.ExpectRefusal(401);
        var page = visitor.Page;
        await page.EvaluateAsync("token => SR.client.setAccessToken(token)", Site.Token(TimeSpan.FromHours(1)));
        await InitAsync(page, new { fetchesToken = true, maxBatch = 5 });
        await TrackAsync(page, "form.submit", 20);
        await ToldAsync(page, "accepted", 20);
        Assert.Equal(1, Site.TokensGiven);
        await StoredAsync(await UuidAsync(page), 20);
    }

    [Fact]
    public async Task NoToken_EventThatNeedsOne_WaitsOverAReloadAndGoesWithIt()
    {
        var visitor = await VisitAsync();
        visitor.ExpectRefusal(401);
        var page = visitor.Page;
        await InitAsync(page);
        await TrackAsync(page, "form.submit");
        await TrackAsync(page, "page.visit");
        await ToldAsync(page, "accepted", 1);
        var uuid = await UuidAsync(page);
        await page.WaitForFunctionAsync("SR.flush().then(() => SR.getState().pending === 1)");

        await page.ReloadAsync();
        await InitAsync(page, new { fetchesToken = true });
        await ToldAsync(page, "accepted", 1);
        Assert.Equal("form.submit", await page.EvaluateAsync<string>("accepted[0]"));
        var stored = await StoredAsync(uuid, 2);
        Assert.Equal(["form.submit", "page.visit"], stored.Select(one => one.GetProperty("action").GetString()!).Order());
    }

    [Fact]
    public async Task InvalidToken_EventsThatNeedNone_GoWithout()
    {
        var visitor = await VisitAsync();
        visitor.ExpectRefusal(401);
        await InitAsync(visitor.Page);
        await visitor.Page.EvaluateAsync("SR.client.setAccessToken('a.b.c')");
        await TrackAsync(visitor.Page, "page.visit");
        await ToldAsync(visitor.Page, "accepted", 1);
        Assert.Equal("invalid_token", await visitor.Page.EvaluateAsync<string>("errors.join()"));
    }

    [Fact]
    public async Task ProofOfPossession_EachRequest_HasAFreshProofOfTheKeyThatStays()
    {
        var visitor = await VisitAsync();
        var page = visitor.Page;
        var requests = new List<IReadOnlyDictionary<string, string>>();
        await page.RouteAsync("**/v4/events/*", async route =>
        {
            if (route.Request.Method == "POST")
            {
                requests.Add(await route.Request.AllHeadersAsync());
            }

            await route.FulfillAsync(new()
            {
                Status = 202,
                ContentType = "application/json",
                Headers = new Dictionary<string, string> { ["Access-Control-Allow-Origin"] = "*", ["Access-Control-Allow-Headers"] = "authorization, content-type, dpop" },
                Body = """{"accepted":1,"rejected":0,"policyVersion":1,"results":[]}""",
            });
        });
        for (var visit = 0; visit < 2; visit++)
        {
            await InitAsync(page, new { proofOfPossession = true });
            await page.EvaluateAsync("token => SR.client.setAccessToken(token)", Site.Token());
            await TrackAsync(page, "page.visit");
            await ToldAsync(page, "accepted", 1);
            var thumbprint = await page.EvaluateAsync<string>("SR.jwt.getThumbprint()");
            Verify(requests[visit], thumbprint);
            await page.ReloadAsync();
        }

        Assert.Equal(Key(requests[0]), Key(requests[1]));
        Assert.NotEqual(requests[0]["dpop"], requests[1]["dpop"]);
    }

    private static string Key(IReadOnlyDictionary<string, string> headers) => Part(headers["dpop"], 0).GetProperty("jwk").GetRawText();

    private void Verify(IReadOnlyDictionary<string, string> headers, string thumbprint)
    {
        var proof = headers["dpop"];
        var (header, claims) = (Part(proof, 0), Part(proof, 1));
        var jwk = header.GetProperty("jwk");
        Assert.Equal(["crv", "kty", "x", "y"], jwk.EnumerateObject().Select(member => member.Name).Order());
        Assert.Equal(("dpop+jwt", "ES256"), (header.GetProperty("typ").GetString(), header.GetProperty("alg").GetString()));
        Assert.Equal(thumbprint, WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.UTF8.GetBytes(
            $$"""{"crv":"P-256","kty":"EC","x":"{{jwk.GetProperty("x").GetString()}}","y":"{{jwk.GetProperty("y").GetString()}}"}"""))));

        var token = headers["authorization"]["DPoP ".Length..];
        Assert.StartsWith("DPoP ", headers["authorization"], StringComparison.Ordinal);
        Assert.Equal(("POST", new Uri(Program.IngestListener, "/v4/events/batch").ToString()), (claims.GetProperty("htm").GetString(), claims.GetProperty("htu").GetString()));
        Assert.Equal(WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(token))), claims.GetProperty("ath").GetString());
        Assert.InRange(claims.GetProperty("iat").GetInt64(), TimeProvider.System.GetUtcNow().AddMinutes(-5).ToUnixTimeSeconds(), TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + 1);

        using var key = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new() { X = Bytes(jwk, "x"), Y = Bytes(jwk, "y") },
        });
        var dot = proof.LastIndexOf('.');
        Assert.True(key.VerifyData(Encoding.ASCII.GetBytes(proof[..dot]), WebEncoders.Base64UrlDecode(proof[(dot + 1)..]), HashAlgorithmName.SHA256));
    }

    private static byte[] Bytes(JsonElement jwk, string name) => WebEncoders.Base64UrlDecode(jwk.GetProperty(name).GetString()!);

    private static JsonElement Part(string jws, int index) =>
        JsonSerializer.Deserialize<JsonElement>(WebEncoders.Base64UrlDecode(jws.Split('.')[index]));
}
