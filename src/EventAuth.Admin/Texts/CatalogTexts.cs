using EventAuth.Core.Catalog;

namespace EventAuth.Admin.Texts;

/// <summary>Says where an entry of the catalogue comes from.</summary>
internal static class CatalogTexts
{
    /// <summary>"Standard", "Custom" or "Discovered".</summary>
    public static string ToTitle(this EventSource source) => source.ToString();
}
