using System.Net.Http.Json;
using System.Text.Json;
using EventAuth.Core.Inspection;
using EventAuth.EndToEnd.Tests.Browsing;
using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.Testing.BrokenTokens;
using static Microsoft.Playwright.Assertions;

namespace EventAuth.EndToEnd.Tests.Tokens;

public sealed class TokenInspectorTests(TokenInspectorTests.ProgramWithKeys shared)
    : BrowserTest(shared), IClassFixture<TokenInspectorTests.ProgramWithKeys>
{
    private readonly TokenMint _mint = new(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task EveryBrokenToken_ThroughTheApi_IsDiagnosedFirstCauseFirst()
    {
        foreach (var broken in BrokenToken.All)
        {
            var found = (await InspectAsync(broken.Make(_mint), broken.Event)).Expect(200).Json;

            var first = found.GetProperty("findings")[0];
            Assert.False(found.GetProperty("valid").GetBoolean(), broken.Name);
            Assert.Equal("wrong", first.GetProperty("severity").GetString());
            Assert.Equal(JsonNamingPolicy.SnakeCaseLower.ConvertName(broken.Cause.ToString()), first.GetProperty("code").GetString());
            Assert.Contains(broken.Says, first.GetProperty("message").GetString() + " " + first.GetProperty("remedy").GetString(), StringComparison.Ordinal);
        }
    }

    // The page's own tests cover all of them; in the browser it is one for each cause.
    [Fact]
    public async Task BrokenTokenOfEachCause_OnThePage_IsToldAsByTheApi()
    {
        var inspector = await OpenAsync(await ComeAsync());
        var oneOfEach = BrokenToken.All.DistinctBy(broken => broken.Cause).ToList();
        Assert.True(oneOfEach.Count >= 25);
        foreach (var broken in oneOfEach)
        {
            // Made now: page and API round what is left until its times to whole minutes, and must see the same.
            var text = broken.Make(new TokenMint(TimeProvider.System.GetUtcNow()));
            var found = (await InspectAsync(text, broken.Event)).Expect(200).Json;

            await inspector.InspectAsync(text, broken.Event);

            await Expect(inspector.Findings("Problems").First).ToContainTextAsync(broken.Says);
            await Expect(inspector.Alert).ToContainTextAsync(found.GetProperty("findings")[0].GetProperty("message").GetString()!);
        }
    }

    [Fact]
    public async Task GoodToken_Pasted_IsValidAndKeptNowhere()
    {
        var visitor = await ComeAsync();
        var inspector = await OpenAsync(visitor);
        var token = _mint.Good();

        await inspector.Token.PasteAsync("Authorization: Bearer " + token);
        await inspector.Inspect.ClickAsync();

        await Expect(inspector.Verdict).ToHaveTextAsync("Valid");
        await Expect(inspector.Findings("Good to know").First).ToContainTextAsync("was copied too");
        await Expect(inspector.Findings("Passed")).ToHaveCountAsync(5);
        var kept = await visitor.Page.EvaluateAsync<string>("JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, history.state, location.href])");
        Assert.All(token.Split('.'), part => Assert.DoesNotContain(part, kept, StringComparison.Ordinal));
        await visitor.Page.ReloadAsync();
        await Expect(inspector.Inspect).ToBeEnabledAsync();
        await Expect(inspector.Token).ToHaveValueAsync("");
        Assert.False(await Program.Database.ContainsAsync(token.Split('.')[1]));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("\"")]
    [InlineData("ž")]
    public async Task FarTooMuch_Pasted_IsToldSoAndThePageLivesOn(string character)
    {
        var inspector = await OpenAsync(await ComeAsync());

        await inspector.Token.PasteAsync(string.Concat(Enumerable.Repeat(character, 100_000)));
        await inspector.Inspect.ClickAsync();
        await Expect(inspector.Alert).ToContainTextAsync("was left in your browser");

        await inspector.InspectAsync(_mint.WithClaims("\"customId\":\"c-17\",\"permissions\":\"" + new string('x', 40_000) + "\""));
        await Expect(inspector.Findings("Problems").First).ToContainTextAsync("The longest claim is \"permissions\"");

        await inspector.InspectAsync(_mint.Good());
        await Expect(inspector.Verdict).ToHaveTextAsync("Valid");
    }

    private async Task<TokenInspectorPage> OpenAsync(Visitor visitor)
    {
        await visitor.SignInAsync(TokenInspectorPage.Address);
        var inspector = new TokenInspectorPage(visitor.Page);
        await Expect(inspector.Inspect).ToBeEnabledAsync();
        return inspector;
    }

    private Task<Answer> InspectAsync(string token, EventIdentifiers? sent) => Program.Api.SendAsync(
        HttpMethod.Post, "/api/v1/tokens/inspect", JsonContent.Create(new { token, @event = sent is null ? null : new { uuid = sent.Uuid, email = sent.Email, customId = sent.CustomId } }));

    /// <summary>With a key in force and one before it.</summary>
    public sealed class ProgramWithKeys : SharedProgram
    {
        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            await Api.DefineCertificateAsync(TokenMint.Former.PublicPem);
            await Api.DefineCertificateAsync(TokenMint.InForce.PublicPem);
        }
    }
}
