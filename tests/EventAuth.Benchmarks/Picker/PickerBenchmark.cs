using System.Globalization;
using EventAuth.EndToEnd.Tests.Browsing;
using EventAuth.EndToEnd.Tests.Harness;
using Microsoft.Playwright;

namespace EventAuth.Benchmarks.Picker;

/// <summary>How long the picker takes from a key press to the options on the screen, over 100,000 entries, in the real Chromium.</summary>
internal static class PickerBenchmark
{
    // The time of the last key press (by "beforeinput": letters of no key on the test's keyboard have no "keydown"), and of the first frame after the options of a text are there.
    private const string Watch =
        """
        input => {
          let pressed = 0;
          input.addEventListener('beforeinput', () => { pressed = performance.now(); }, { capture: true });
          const picker = input.closest('[data-shown]');
          window.shown = text => new Promise(resolve => {
            const look = () => picker.dataset.shown === text && picker.querySelector('[role=option]');
            const done = () => requestAnimationFrame(() => resolve(performance.now() - pressed));
            if (look()) return done();
            const observer = new MutationObserver(() => { if (look()) { observer.disconnect(); done(); } });
            observer.observe(picker, { attributes: true, childList: true, subtree: true });
          });
        }
        """;

    public static async Task RunAsync()
    {
        await using var program = await AdminProgram.StartAsync(new ProgramSettings { OwnProcess = true });
        await program.KillAsync();
        LargeCatalog.Fill(program.Storage);
        await program.RestartAsync();
        var visitor = await Visitor.ComeAsync(program.Admin, new VisitorOptions());
        var card = (await visitor.OpenSettingsAsync()).List(EventSettingsTab.WithJwt);
        await card.OpenAsync();
        await card.Search.ClickAsync();
        await card.Options.First.WaitForAsync();
        await card.Search.EvaluateAsync(Watch);

        await TimeAsync(card.Search, "words", LargeCatalog.Searches());
        await TimeAsync(card.Search, "single letters", LargeCatalog.Letters());
        await ScrollToLastAsync(card);
        await visitor.Context.CloseAsync();
    }

    private static async Task TimeAsync(ILocator search, string what, IEnumerable<string> texts)
    {
        var times = new List<double>();
        foreach (var text in texts)
        {
            times.Add(await SearchAsync(search, text));
        }

        times.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{times.Count} {what} over {LargeCatalog.Size:N0} events, key press to options: median {times[times.Count / 2]:F0} ms, min {times[0]:F0} ms, max {times[^1]:F0} ms"));
    }

    // All but the last letter first, so that one real key press is timed.
    private static async Task<double> SearchAsync(ILocator search, string text)
    {
        await search.FillAsync("");
        await search.PressSequentiallyAsync(text[..^1]);
        await search.Page.EvaluateAsync("text => window.shown(text)", text[..^1]);
        await search.PressSequentiallyAsync(text[^1..]);
        return await search.Page.EvaluateAsync<double>("text => window.shown(text)", text);
    }

    private static async Task ScrollToLastAsync(EventListCard card)
    {
        await card.Search.FillAsync("");
        await card.Search.Page.EvaluateAsync("() => window.shown('')");
        var list = card.Search.Page.GetByRole(AriaRole.Listbox);
        var started = TimeProvider.System.GetTimestamp();
        await list.EvaluateAsync("list => { list.scrollTop = list.scrollHeight; }");
        var last = list.Locator("[role=option][aria-posinset]").Last;
        await card.Search.Page.WaitForFunctionAsync(
            "() => [...document.querySelectorAll('[role=option]')].some(option => option.ariaPosInSet === option.ariaSetSize)");
        var elapsed = TimeProvider.System.GetElapsedTime(started).TotalMilliseconds;
        var words = (await last.InnerTextAsync()).ReplaceLineEndings(" ");
        var (place, count) = (await last.GetAttributeAsync("aria-posinset"), await last.GetAttributeAsync("aria-setsize"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Scrolled to option {place} of {count} in {elapsed:F0} ms: {words}"));
    }
}
