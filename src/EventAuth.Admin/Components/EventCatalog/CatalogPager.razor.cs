using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace EventAuth.Admin.Components.EventCatalog;

/// <summary>Turns the pages of the catalogue.</summary>
public sealed partial class CatalogPager
{
    /// <summary>What is shown.</summary>
    [Parameter, EditorRequired]
    public CatalogView View { get; set; } = default!;

    /// <summary>Called after another page was chosen.</summary>
    [Parameter, EditorRequired]
    public EventCallback Turned { get; set; }

    private bool IsLast => View.Page == View.Pages - 1;

    private string RangeWords => string.Create(CultureInfo.InvariantCulture, $"{View.First:N0}–{View.Last:N0} of {View.Found:N0}");

    private Task GoAsync(int page)
    {
        View.Go(page);
        return Turned.InvokeAsync();
    }
}
