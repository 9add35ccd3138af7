using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventAuth.EndToEnd.Tests.Browsing;

/// <summary>One list card of the tab.</summary>
public sealed class EventListCard(IPage page, ILocator root)
{
    public ILocator Root { get; } = root;

    public ILocator Define => Button("Define");

    public ILocator Apply => Button("Apply");

    public ILocator Cancel => Button("Cancel");

    public ILocator Add => Button("Add");

    /// <summary>The search box, whether it is a searchbox or a combobox.</summary>
    public ILocator Search =>
        Root.GetByRole(AriaRole.Combobox, new() { Name = "Search events", Exact = true })
            .Or(Root.GetByRole(AriaRole.Searchbox, new() { Name = "Search events", Exact = true }));

    public ILocator EventList => Root.GetByRole(AriaRole.List, new() { Name = "Event list", Exact = true });

    public ILocator Comment => Root.GetByLabel("Comment");

    public ILocator Options => page.GetByRole(AriaRole.Listbox).GetByRole(AriaRole.Option);

    /// <summary>What was pasted, before it is picked.</summary>
    public ILocator Pasted => Root.GetByRole(AriaRole.Group, new() { Name = "Pasted events", Exact = true });

    public ILocator Remove(string action) => Button("Remove " + action);

    public ILocator Button(string name) => Root.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>Opens the card.</summary>
    public async Task OpenAsync()
    {
        await Define.ClickAsync();
        await Expect(Search).ToBeVisibleAsync();
    }

    /// <summary>Searches an action, clicks on its option and adds it to the list.</summary>
    public async Task PickAsync(string action)
    {
        await Search.FillAsync(action);
        await Options.Filter(new() { HasText = action }).First.ClickAsync();
        await Expect(Add).ToBeEnabledAsync();
        await Add.ClickAsync();
        await Expect(Remove(action)).ToBeVisibleAsync();
    }

    /// <summary>Applies, confirms if the page asks, and waits until the card has closed.</summary>
    public async Task ApplyAsync()
    {
        await Apply.ClickAsync();
        var anyway = page.GetByRole(AriaRole.Button, new() { Name = "Apply anyway", Exact = true });
        await Expect(anyway.Or(Define).First).ToBeVisibleAsync();
        if (await anyway.IsVisibleAsync())
        {
            await anyway.ClickAsync();
        }

        await Expect(Define).ToBeVisibleAsync();
    }
}
