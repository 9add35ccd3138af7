using System.Net.Http.Json;
using EventAuth.EndToEnd.Tests.Browsing;
using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.Testing;
using EventAuth.Testing.BrokenTokens;
using static Microsoft.Playwright.Assertions;

namespace EventAuth.EndToEnd.Tests.Tokens;

/// <summary>A backend without a JWT library gets its first token accepted by what the page says.</summary>
public sealed class BackendCheckTests(OpensslKeys keys) : BrowserTest, IClassFixture<OpensslKeys>
{
    private const string Issuer = "https://shop.example/it's";

    protected override ProgramSettings Settings => new()
    {
        Further = new Dictionary<string, string> { ["Tokens:Issuer"] = Issuer, ["Tokens:Audience"] = "events", ["Tokens:SingleUse"] = "true" },
    };

    [Fact]
    public async Task Lines_CopiedFromThePageAndRun_MakeATokenThatConformsAndIsAcceptedOnce()
    {
        await Program.Api.DefineCertificateAsync(keys.Public);
        await Program.Api.SetListsAsync(new PolicyLists { UpdateWithJwt = ["form.submit"] });
        var (check, lines) = await OpenAsync();
        keys.Write("token.sh", lines);
        var token = keys.Run("bash", "token.sh").TrimEnd();

        await check.CheckAsync("Authorization: Bearer " + token);

        await Expect(check.Verdict).ToHaveTextAsync("Conforms");
        await Expect(check.Of("Failed")).ToHaveCountAsync(0);
        await Expect(check.Of("Not checked")).ToHaveCountAsync(0);
        await Expect(check.Of("Advice")).ToHaveCountAsync(0);
        Assert.True((await AskAsync(token)).Json.GetProperty("conforms").GetBoolean());
        object form = new { action = "form.submit", client = new { firstName = "Ada" } };
        Assert.Equal("listed_with_jwt", (await Program.Ingest.PostAsync(form, token)).Expect(202).Json.GetProperty("reason").GetString());
        Assert.Equal("invalid_token", (await Program.Ingest.PostAsync(form, token)).Expect(401).Json.GetProperty("code").GetString());
        Assert.False((await AskAsync(token)).Json.GetProperty("conforms").GetBoolean());
        await check.CheckAsync(token);
        await Expect(check.Of("Failed")).ToContainTextAsync(["Token id"]);
    }

    [Fact]
    public async Task BrokenToken_OnThePage_IsToldAsByTheApiAndCopiedAsText()
    {
        await Program.Api.DefineCertificateAsync(keys.Public);
        var (check, _) = await OpenAsync();
        var token = TokenMint.Stranger.Token(new { customId = "c-17", iss = Issuer, name = "Ada" });
        var told = (await AskAsync(token)).Json;

        await check.CheckAsync(token);

        await Expect(check.Verdict).ToHaveTextAsync("Does not conform");
        await Expect(check.Requirements).ToHaveCountAsync(told.GetProperty("requirements").GetArrayLength());
        var failed = told.GetProperty("requirements").EnumerateArray().Where(one => one.GetProperty("result").GetString() == "failed").ToList();
        Assert.Equal(["signature", "audience", "token_id"], failed.Select(one => one.GetProperty("code").GetString()));
        await Expect(check.Of("Failed")).ToContainTextAsync(failed.Select(one => one.GetProperty("fix").GetString()!));
        await Expect(check.Of("Advice")).ToContainTextAsync(["Key id", "Personal data"]);
        await check.CopyReport.ClickAsync();
        await Expect(check.CopyReport).ToHaveCountAsync(0);
    }

    private Task<Answer> AskAsync(string token) =>
        Program.Api.SendAsync(HttpMethod.Post, "/api/v1/tokens/conformance", JsonContent.Create(new { token }));

    private async Task<(BackendCheckPage Check, string Lines)> OpenAsync()
    {
        var visitor = await ComeAsync();
        await visitor.SignInAsync(BackendCheckPage.Address);
        var check = new BackendCheckPage(visitor.Page);
        await Expect(check.Check).ToBeEnabledAsync();
        return (check, await check.Lines.InnerTextAsync());
    }
}
