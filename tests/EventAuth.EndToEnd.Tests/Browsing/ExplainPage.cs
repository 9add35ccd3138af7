using Microsoft.Playwright;

namespace EventAuth.EndToEnd.Tests.Browsing;

/// <summary>The page "Explain".</summary>
public sealed class ExplainPage(IPage page)
{
    public const string Address = "/explain";

    public ILocator Event => Field("Event");

    public ILocator PastedToken => Field("Pasted token");

    public ILocator Explain => page.GetByRole(AriaRole.Button, new() { Name = "Explain", Exact = true });

    /// <summary>What happened to the event, in one sentence.</summary>
    public ILocator Verdict => page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Heading, new() { Level = 2 }).First;

    public ILocator Steps => page.GetByRole(AriaRole.List, new() { Name = "How it was decided, step by step", Exact = true }).GetByRole(AriaRole.Listitem);

    /// <summary>Chooses what is sent as proof.</summary>
    public Task ChooseTokenAsync(string option) => Field("Token").ChooseAsync(option);

    private ILocator Field(string label) => page.GetByLabel(label, new() { Exact = true });
}
