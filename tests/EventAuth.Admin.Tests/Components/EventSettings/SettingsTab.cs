using AngleSharp.Dom;
using Bunit;
using EventAuth.Admin.Texts;
using EventAuth.Core.Policies;

namespace EventAuth.Admin.Tests.Components.EventSettings;

/// <summary>The tab, driven by roles and names.</summary>
internal sealed class SettingsTab
{
    private SettingsTab(ConsoleFixture console) => Page = console.Page.Render<SettingsHost>();

    public IRenderedComponent<SettingsHost> Page { get; }

    public string Toast => Page.Find("#mud-snackbar-container").TextContent;

    public string Alert => Page.Find("[role=alert]").TextContent;

    public IElement Search => Page.Find("[role=combobox]");

    public IElement Add => ButtonIn(Page.Find(".picker"), "Add");

    public IReadOnlyList<string> Options => [.. Page.FindAll("[role=option]").Select(option => option.QuerySelector("small")!.TextContent)];

    public IReadOnlyList<string> Picked => [.. Page.FindAll("ul[aria-label='Picked events'] li").Select(chip => chip.TextContent.Trim())];

    public IReadOnlyList<string> EventList =>
        Labels("Remove ");

    /// <summary>What "Apply" removes from the list.</summary>
    public IReadOnlyList<string> Removed => Labels("Undo removal of ");

    /// <summary>The action of the active option, or null.</summary>
    public string? Active => Search.GetAttribute("aria-activedescendant") is { } id ? Page.Find("#" + id).QuerySelector("small")!.TextContent : null;

    public static SettingsTab Open(ConsoleFixture console)
    {
        var tab = new SettingsTab(console);
        tab.Page.WaitForAssertion(() => Assert.False(tab.Button(EventListKind.UpdateWithJwt, "Define").HasAttribute("disabled")));
        return tab;
    }

    /// <summary>Opens the page so that it restores the draft of a list.</summary>
    public static SettingsTab Open(ConsoleFixture console, EventListKind restored)
    {
        var tab = new SettingsTab(console);
        tab.Page.WaitForAssertion(() => Assert.True(tab.IsOpen(restored)));
        return tab;
    }

    public IElement Card(EventListKind kind) =>
        Page.FindAll("section").Single(section => section.QuerySelector("h2")?.TextContent == kind.ToTitle());

    /// <summary>A card that is not a list, by its heading.</summary>
    public IElement Region(string title) => Page.FindAll("[role=region]").Single(region => region.QuerySelector("h2")?.TextContent == title);

    public IElement Button(EventListKind kind, string name) => ButtonIn(Card(kind), name);

    public bool IsOpen(EventListKind kind) => Card(kind).QuerySelector("[role=combobox]") is not null;

    public string Badge(EventListKind kind) => Card(kind).QuerySelector("[role=img]")!.GetAttribute("aria-label")!;

    public void Define(EventListKind kind)
    {
        Click(kind, "Define");
        Page.WaitForAssertion(() => Assert.True(IsOpen(kind)));
    }

    public void Press(string key) => Page.InOneTurn(() => Search.KeyDown(key));

    /// <summary>Types the whole name, takes the first suggestion, adds it.</summary>
    public void AddEvent(string action)
    {
        Page.InOneTurn(() => Search.Input(action));
        Page.WaitForAssertion(() => Assert.Equal(action, NameOf(Page.Find("[role=option]"))));
        Press("Enter");
        Page.WaitForAssertion(() => Assert.Contains(action, Picked));
        Page.InOneTurn(() => Add.Click());
        Page.WaitForAssertion(() => Assert.Contains(action, EventList));
    }

    public void Apply(EventListKind kind) => Click(kind, "Apply");

    public void Click(EventListKind kind, string name) => Page.InOneTurn(() => Button(kind, name).Click());

    public void WaitUntilClosed(EventListKind kind) => Page.WaitForAssertion(() => Assert.False(IsOpen(kind)));

    /// <summary>Clicks a button of the question's dialog.</summary>
    public void Answer(string button)
    {
        Page.WaitForElement(".mud-dialog");
        Page.InOneTurn(() => ButtonIn(Page.Find(".mud-dialog"), button).Click());
    }

    public static IElement ButtonIn(IElement root, string name) =>
        root.QuerySelectorAll("button").Single(button => (button.GetAttribute("aria-label") ?? button.TextContent.Trim()) == name);

    private IReadOnlyList<string> Labels(string start) =>
    [
        .. Page.FindAll("[role=list] [role=listitem] button").Select(button => button.GetAttribute("aria-label")!)
            .Where(label => label.StartsWith(start, StringComparison.Ordinal)).Select(label => label[start.Length..]),
    ];

    // The option for a text that the catalogue does not know has the text in its first line.
    private static string NameOf(IElement option) => option.HasAttribute("data-sticky")
        ? option.TextContent.Trim().Split('“', '”')[1]
        : option.QuerySelector("small")!.TextContent;
}
