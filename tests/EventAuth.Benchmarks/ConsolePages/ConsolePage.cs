using System.Text.Json;

namespace EventAuth.Benchmarks.ConsolePages;

/// <summary>A main page of the console.</summary>
/// <param name="Name">As the menu calls it.</param>
/// <param name="Path">Its address.</param>
/// <param name="Control">Its main control, as a selector: the page can be used when that is there and enabled.</param>
/// <param name="Text">What the control says, or empty.</param>
internal sealed record ConsolePage(string Name, string Path, string Control, string Text = "")
{
    private const string Search = "[role=search] input[type=search]";

    public static IReadOnlyList<ConsolePage> All { get; } =
    [
        new("Event settings", "/data-management/events/js-sdk-event-settings", "button", "Define"),
        new("Overview", "/overview", "nav[aria-label='Span of time'] a"),
        new("Live", "/live", "button", "Pause"),
        new("Events", "/data-management/events", Search),
        new("Effective rules", "/data-management/events/effective-rules", Search),
        new("Profiles", "/profiles", Search),
        new("Access", "/access", "button", "Invite"),
    ];

    /// <summary>
    /// A script for every page: <c>window.usable</c> returns the milliseconds from the start of the navigation to the first frame after heading and
    /// control are there.
    /// </summary>
    public static string Watch { get; } =
        $"const pages = {JsonSerializer.Serialize(All.ToDictionary(page => page.Path, page => new { control = page.Control, text = page.Text }))};" +
        """
        const page = pages[location.pathname];
        window.usable = page && new Promise(resolve => {
          const isThere = () => document.querySelector('h1')
            && [...document.querySelectorAll(page.control)].some(control => !control.disabled && control.textContent.includes(page.text));
          const observer = new MutationObserver(() => {
            if (isThere()) {
              observer.disconnect();
              requestAnimationFrame(() => resolve(performance.now()));
            }
          });
          observer.observe(document, { attributes: true, childList: true, characterData: true, subtree: true });
        });
        """;
}
