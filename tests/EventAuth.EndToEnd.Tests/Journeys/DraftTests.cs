using EventAuth.EndToEnd.Tests.Browsing;
using EventAuth.EndToEnd.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventAuth.EndToEnd.Tests.Journeys;

/// <summary>What was not applied yet is neither saved nor lost.</summary>
public sealed class DraftTests(SharedProgram shared) : BrowserTest(shared), IClassFixture<SharedProgram>
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await Program.Api.SetListsAsync(PolicyLists.Initial);
    }

    [Fact]
    public async Task Draft_BeforeApply_IsNotInForce()
    {
        var card = await OpenWithDraftAsync();

        (await Program.Ingest.PostAsync(new { action = "product.view", client = new { uuid = Guid.NewGuid() } })).Expect(202);
        await card.Cancel.ClickAsync();

        await Expect(card.Define).ToBeVisibleAsync();
        await Expect(card.Root).Not.ToContainTextAsync("product.view");
    }

    [Fact]
    public async Task Apply_OnTheTab_TheNextEventObeysIt()
    {
        var card = await OpenWithDraftAsync();
        await card.ApplyAsync();

        var answer = await Program.Ingest.PostAsync(new { action = "product.view", client = new { uuid = Guid.NewGuid() } });

        answer.ExpectProblem(401, "jwt_required");
    }

    [Fact]
    public async Task Leaving_WithADraft_AsksFirst()
    {
        var card = await OpenWithDraftAsync();
        var page = card.Root.Page;
        var question = page.GetByRole(AriaRole.Dialog);

        await page.GetByRole(AriaRole.Link, new() { Name = "Profiles", Exact = true }).ClickAsync();
        await Expect(question).ToBeVisibleAsync();
        await question.GetByRole(AriaRole.Button, new() { Name = "Keep editing" }).ClickAsync();
        await Expect(question).ToBeHiddenAsync();
        await Expect(card.Remove("product.view")).ToBeVisibleAsync();
        Assert.EndsWith(EventSettingsTab.Address, page.Url, StringComparison.Ordinal);

        await page.GetByRole(AriaRole.Link, new() { Name = "Profiles", Exact = true }).ClickAsync();
        await question.GetByRole(AriaRole.Button, new() { Name = "Discard changes" }).ClickAsync();
        await page.IsAtAsync("/profiles");
    }

    [Fact]
    public async Task Closing_TheWindowWithADraft_AsksFirst()
    {
        var card = await OpenWithDraftAsync();
        var asked = new TaskCompletionSource<string>();
        card.Root.Page.Dialog += async (_, dialog) =>
        {
            asked.TrySetResult(dialog.Type);
            await dialog.DismissAsync();
        };

        await card.Root.Page.CloseAsync(new() { RunBeforeUnload = true });

        Assert.Equal("beforeunload", await asked.Task.WaitAsync(TimeSpan.FromSeconds(30)));
        await Expect(card.Remove("product.view")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task AnotherCard_WithADraftOpen_AsksFirst()
    {
        var card = await OpenWithDraftAsync();
        var other = new EventSettingsTab(card.Root.Page).List(EventSettingsTab.Anonymous);
        var question = card.Root.Page.GetByRole(AriaRole.Dialog);

        await other.Define.ClickAsync();
        await question.GetByRole(AriaRole.Button, new() { Name = "Keep editing" }).ClickAsync();
        await Expect(card.Remove("product.view")).ToBeVisibleAsync();

        await other.Define.ClickAsync();
        await question.GetByRole(AriaRole.Button, new() { Name = "Discard changes" }).ClickAsync();
        await Expect(other.Search).ToBeVisibleAsync();
        await Expect(card.Define).ToBeVisibleAsync();
    }

    // The busy browser handles the call of "Add" only after the card was closed; its result is for a field that is gone.
    [Fact]
    public async Task Apply_RightAfterAddInABusyBrowser_ClosesTheCardAndNothingFails()
    {
        var card = (await OpenSettingsAsync()).List(EventSettingsTab.WithJwt);
        await card.OpenAsync();
        await card.Search.FillAsync("product.view");
        await card.Options.Filter(new() { HasText = "product.view" }).First.ClickAsync();
        await Expect(card.Add).ToBeEnabledAsync();

        await card.Root.EvaluateAsync(
            """
            card => {
              document.addEventListener('input', () => { const until = performance.now() + 1000; while (performance.now() < until); }, true);
              for (const name of ['Add', 'Apply']) [...card.querySelectorAll('button')].find(button => button.textContent.trim() === name).click();
            }
            """);

        await Expect(card.Define).ToBeFocusedAsync();
        await Expect(card.Root).ToContainTextAsync("product.view");
    }

    [Fact]
    public async Task Apply_EmptyingAList_AsksWithTheNewMeaning()
    {
        var card = (await OpenSettingsAsync()).List(EventSettingsTab.WithJwt);
        await card.OpenAsync();
        await card.Remove("form.submit").ClickAsync();
        await card.Apply.ClickAsync();

        await card.Root.Page.GetByRole(AriaRole.Button, new() { Name = "Apply anyway", Exact = true }).ClickAsync();
        await Expect(card.Define).ToBeVisibleAsync();
        Assert.Empty(PolicyLists.Read((await Program.Api.GetAsync("/api/v1/policy")).Json).UpdateWithJwt);
    }

    private async Task<EventListCard> OpenWithDraftAsync()
    {
        var card = (await OpenSettingsAsync()).List(EventSettingsTab.WithJwt);
        await card.OpenAsync();
        await card.PickAsync("product.view");
        return card;
    }
}
