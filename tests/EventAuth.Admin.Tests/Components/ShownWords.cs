using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;

namespace EventAuth.Admin.Tests.Components;

/// <summary>What a person reads: the text, with each run of blanks as one.</summary>
internal static class ShownWords
{
    public static string Words<T>(this IRenderedComponent<T> page)
        where T : IComponent => Squeeze(string.Concat(page.Nodes.Select(node => node.TextContent)));

    public static string Words(this INode node) => Squeeze(node.TextContent);

    private static string Squeeze(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
