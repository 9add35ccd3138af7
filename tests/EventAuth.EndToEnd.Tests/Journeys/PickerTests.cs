using EventAuth.EndToEnd.Tests.Browsing;
using EventAuth.EndToEnd.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventAuth.EndToEnd.Tests.Journeys;

/// <summary>The picker in a real browser.</summary>
public sealed class PickerTests(SharedProgram shared) : BrowserTest(shared), IClassFixture<SharedProgram>
{
    [Fact]
    public async Task Paste_ManyNames_PicksAndAddsThem()
    {
        var card = await OpenCardAsync(new VisitorOptions());
        var many = Enumerable.Range(0, 2_000).Select(i => $"shop.a-long-name.number-{i}");

        await card.Search.PasteAsync("page.visit,\"session.start\"\nx\n" + string.Join("\r\n", many));

        await Expect(card.Pasted).ToContainTextAsync("2 in the catalogue");
        await Expect(card.Pasted).ToContainTextAsync("1 malformed: x");
        await card.Button("Pick 2,002 events").ClickAsync();
        await card.Add.ClickAsync();
        await Expect(card.Remove("shop.a-long-name.number-1999")).ToBeVisibleAsync();
        await Expect(card.Search).ToHaveValueAsync("");
    }

    [Fact]
    public async Task Paste_Phrase_IsSearchedForWhereItFindsSomething()
    {
        var card = await OpenCardAsync(new VisitorOptions());

        await card.Search.PasteAsync("Page visit");
        await Expect(card.Options.First).ToContainTextAsync("page.visit");
        await Expect(card.Search).ToHaveValueAsync("Page visit");
        await card.Search.FillAsync("");
        await card.Search.PasteAsync("page.visit session.start");

        await Expect(card.Button("Pick 2 events")).ToBeVisibleAsync();
        await Expect(card.Search).ToHaveValueAsync("");
        await card.Search.PressAsync("Enter");
        await Expect(card.Button("Unpick session.start")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(1280, 900)]
    [InlineData(390, 844)]
    public async Task Suggestions_AnyWindow_ShowAtLeastFive(int width, int height)
    {
        var card = await OpenCardAsync(new VisitorOptions(width));
        await card.Search.Page.SetViewportSizeAsync(width, height);

        await card.Search.ClickAsync();

        await Expect(card.Options.First).ToBeVisibleAsync();
        var page = card.Search.Page;
        await page.WaitForFunctionAsync(
            """
            () => [...document.querySelectorAll('[role=option]')].filter(option => {
              const { left, top, bottom } = option.getBoundingClientRect();
              return [top + 2, bottom - 2].every(y => option.contains(document.elementFromPoint(left + 20, y)));
            }).length >= 5
            """);
        await Expect(card.Search).ToBeInViewportAsync();
    }

    private async Task<EventListCard> OpenCardAsync(VisitorOptions options)
    {
        var card = (await (await ComeAsync(options)).OpenSettingsAsync()).List(EventSettingsTab.WithJwt);
        await card.OpenAsync();
        return card;
    }
}
