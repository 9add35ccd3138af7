using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;

namespace EventAuth.Admin.Tests.Components;

/// <summary>Finds an element and acts on it in one turn of the renderer: after a page renders again, an earlier element has no handlers any more.</summary>
internal static class OneTurn
{
    public static void InOneTurn<T>(this IRenderedComponent<T> page, Action act)
        where T : IComponent => page.InvokeAsync(act).GetAwaiter().GetResult();

    /// <summary>Waits for an element and acts on it; on the first, or on the first that meets a condition.</summary>
    public static void Once<T>(this IRenderedComponent<T> page, string selector, Action<IElement> act, Func<IElement, bool>? which = null)
        where T : IComponent
    {
        page.WaitForState(() => page.FindAll(selector).Any(which ?? (_ => true)));
        page.InOneTurn(() => act(page.FindAll(selector).First(which ?? (_ => true))));
    }

    /// <summary>Waits for the button with this text, or accessible name, and clicks it.</summary>
    public static void Press<T>(this IRenderedComponent<T> page, string name)
        where T : IComponent
    {
        page.WaitForState(() => Buttons(page, name).Any(button => !button.HasAttribute("disabled")));
        page.InOneTurn(() => Buttons(page, name).Single().Click());
    }

    /// <summary>Waits for the box with this accessible name and ticks it.</summary>
    public static void Tick<T>(this IRenderedComponent<T> page, string name)
        where T : IComponent
    {
        page.WaitForElement($"input[aria-label='{name}']");
        page.InOneTurn(() => page.Find($"input[aria-label='{name}']").Change(true));
    }

    private static IEnumerable<IElement> Buttons<T>(IRenderedComponent<T> page, string name)
        where T : IComponent => page.FindAll("button").Where(button => (button.GetAttribute("aria-label") ?? button.TextContent.Trim()) == name);
}
