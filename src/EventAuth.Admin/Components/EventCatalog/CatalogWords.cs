using System.Globalization;
using EventAuth.Core.Catalog;
using EventAuth.Core.Policies;

namespace EventAuth.Admin.Components.EventCatalog;

/// <summary>The words of the catalogue page.</summary>
internal static class CatalogWords
{
    /// <summary>The source of an entry.</summary>
    public static string ToWords(this EventSource source) => source switch
    {
        EventSource.Standard => "Standard",
        EventSource.Custom => "Custom",
        EventSource.Discovered => "Discovered",
    };

    /// <summary>A list in one or two words, for a table; its title stands beside it.</summary>
    public static string ToShortWords(this EventListKind kind) => kind switch
    {
        EventListKind.AnonymousWithoutJwt => "Anonymous",
        EventListKind.UpdateWithoutJwt => "Update without JWT",
        EventListKind.UpdateWithJwt => "Update with JWT",
    };

    /// <summary>"1 event", "100,000 events".</summary>
    public static string Count(int events) =>
        string.Create(CultureInfo.InvariantCulture, $"{events:N0} {(events == 1 ? "event" : "events")}");
}
