using System.Buffers.Text;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.Testing;

namespace EventAuth.EndToEnd.Tests.Sdk.Shops;

/// <summary>The backend of the demo shop: its key, its sessions, its tokens, and how it connects itself with the console.</summary>
public sealed class ShopBackendTests(SharedProgram shared) : IClassFixture<SharedProgram>
{
    [Fact]
    public async Task Token_OfASignedInCustomer_IsAcceptedForAnEventThatNeedsOne()
    {
        await using var shop = await ShopProgram.StartAsync(shared.Program);
        await DefineAsync(shop);
        (await shop.SendAsync(HttpMethod.Get, "/token")).Expect(401);

        var cookie = await SignInAsync(shop, "ada@leaf-and-pot.example", "green tea");
        var token = (await shop.SendAsync(HttpMethod.Get, "/token", cookie: cookie)).Expect(200).Json.GetProperty("token").GetString();

        var body = new { action = "form.submit", client = new { uuid = Guid.NewGuid().ToString() } };
        (await shared.Ingest.PostAsync(body)).ExpectProblem(401, "jwt_required");
        var answer = (await shared.Ingest.PostAsync(body, token)).Expect(202);
        Assert.Equal("listed_with_jwt", answer.Json.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Token_ForABrowsersKey_NamesItsThumbprint()
    {
        await using var shop = await ShopProgram.StartAsync(shared.Program);
        var cookie = await SignInAsync(shop, "chloe@leaf-and-pot.example", "white tea");
        var thumbprint = SigningKey.Encode(new byte[32]);

        (await shop.SendAsync(HttpMethod.Get, "/token?thumbprint=short", cookie: cookie)).Expect(400);
        var answer = (await shop.SendAsync(HttpMethod.Get, "/token?thumbprint=" + thumbprint, cookie: cookie)).Expect(200);
        var claims = Base64Url.DecodeFromChars(answer.Json.GetProperty("token").GetString()!.Split('.')[1]);

        Assert.Equal(thumbprint, JsonDocument.Parse(claims).RootElement.GetProperty("cnf").GetProperty("jkt").GetString());
    }

    [Fact]
    public async Task Session_WrongPasswordOrSignedOut_GetsNoToken()
    {
        await using var shop = await ShopProgram.StartAsync(shared.Program);
        var wrong = await shop.SendAsync(HttpMethod.Post, "/session", JsonContent.Create(new { email = "ada@leaf-and-pot.example", password = "milk" }));
        Assert.Equal("Wrong e-mail or password.", wrong.Expect(403).Json.GetProperty("problem").GetString());
        Assert.Null(wrong.Header("Set-Cookie"));

        var cookie = await SignInAsync(shop, "ben@leaf-and-pot.example", "black tea");
        var session = (await shop.SendAsync(HttpMethod.Get, "/session", cookie: cookie)).Expect(200).Json.GetProperty("customer");
        Assert.Equal("c-1002", session.GetProperty("customId").GetString());
        var ended = (await shop.SendAsync(HttpMethod.Delete, "/session", cookie: cookie)).Expect(204);
        Assert.Contains("EventAuth.Shop=;", ended.Header("Set-Cookie"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https", true)]
    [InlineData("http", false)]
    [InlineData(null, false)]
    public async Task Session_ThroughAProxyOfThisMachine_HasASecureCookieForHttpsOnly(string? scheme, bool isSecure)
    {
        await using var shop = await ShopProgram.StartAsync(shared.Program);

        var answer = await shop.SendAsync(
            HttpMethod.Post, "/session", JsonContent.Create(new { email = "ada@leaf-and-pot.example", password = "green tea" }), scheme: scheme);

        var attributes = answer.Expect(200).Header("Set-Cookie")!.Split("; ");
        Assert.Equal(isSecure, attributes.Contains("secure", StringComparer.OrdinalIgnoreCase));
        Assert.Contains("httponly", attributes, StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Session_FormOfAnotherSite_IsRefused()
    {
        await using var shop = await ShopProgram.StartAsync(shared.Program);
        using var form = new StringContent("{\"email\":\"ada@leaf-and-pot.example\",\"password\":\"green tea\"}", Encoding.UTF8, "text/plain");

        (await shop.SendAsync(HttpMethod.Post, "/session", form)).Expect(415);
    }

    [Fact]
    public async Task PrivateKey_OfTheFirstStart_IsReadByTheNextAndByNobodyElse()
    {
        var folder = TemporaryFolder.Make();
        var setup = new ShopSetup { Endpoint = "/e", Admin = shared.Program.Admin, Data = Path.Combine(folder, "data") };
        string first;
        await using (var shop = await ShopProgram.StartAsync(setup))
        {
            first = (await shop.SendAsync(HttpMethod.Get, "/public-key.pem")).Expect(200).Text;
            Assert.Contains(first.Split('\n')[1], shop.Output.Text, StringComparison.Ordinal);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(shop.Data, "private-key.pem")));
            Assert.Equal(0, await shop.StopAsync());
        }

        await using (var again = await ShopProgram.StartAsync(setup))
        {
            Assert.Equal(first, (await again.SendAsync(HttpMethod.Get, "/public-key.pem")).Text);
            Assert.DoesNotContain("PRIVATE", again.Output.Text, StringComparison.Ordinal);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Certificate_WhereAnotherIsInForce_IsNotOverwritten()
    {
        await shared.Api.DefineCertificateAsync(SigningKey.Shared.PublicPem);
        await using var shop = await ShopProgram.StartAsync(shared.Program);

        Assert.Contains("another one is in force", shop.Output.Text, StringComparison.Ordinal);
        var current = (await shared.Api.GetAsync("/api/v1/certificates")).Expect(200).Json.GetProperty("items").EnumerateArray()
            .Single(certificate => certificate.GetProperty("state").GetString() == "current");
        Assert.Equal(SigningKey.Shared.Sha256, current.GetProperty("sha256").GetString());
    }

    [Fact]
    public async Task Message_OfTheContactForm_IsKept()
    {
        await using var shop = await ShopProgram.StartAsync(shared.Program);

        (await shop.SendAsync(HttpMethod.Post, "/messages", JsonContent.Create(new { name = "", email = "a@b.example", text = "x" }))).Expect(400);
        var message = new { name = "Dora", email = "dora@mail.example", text = "Is the glass pot\nfine for green tea?" };
        (await shop.SendAsync(HttpMethod.Post, "/messages", JsonContent.Create(message))).Expect(204);

        var line = Assert.Single(await File.ReadAllLinesAsync(Path.Combine(shop.Data, "messages.jsonl")));
        Assert.Contains("Is the glass pot", line, StringComparison.Ordinal);
    }

    // Whatever another test of this class has defined before.
    private async Task DefineAsync(ShopProgram shop) =>
        await shared.Api.DefineCertificateAsync((await shop.SendAsync(HttpMethod.Get, "/public-key.pem")).Expect(200).Text);

    private static async Task<string> SignInAsync(ShopProgram shop, string email, string password)
    {
        var answer = (await shop.SendAsync(HttpMethod.Post, "/session", JsonContent.Create(new { email, password }))).Expect(200);
        return answer.Header("Set-Cookie")!.Split(';')[0];
    }
}
