namespace EventAuth.Admin.Texts;

/// <summary>Says where an entry of the catalogue comes from.</summary>
internal static class CatalogTexts
{
    public static string ToTitle(this EventSource source) => source switch
    {
        EventSource.Standard => "Standard",
        EventSource.Custom => "Custom",
        EventSource.Discovered => "Discovered",
    };
}
