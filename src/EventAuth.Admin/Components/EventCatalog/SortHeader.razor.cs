using EventAuth.Core.Catalog;
using Microsoft.AspNetCore.Components;

namespace EventAuth.Admin.Components.EventCatalog;

/// <summary>The head of a column by which the table can be put in order.</summary>
public sealed partial class SortHeader
{
    /// <summary>What is shown.</summary>
    [Parameter, EditorRequired]
    public CatalogView View { get; set; } = default!;

    /// <summary>The order this column stands for.</summary>
    [Parameter, EditorRequired]
    public CatalogOrder Order { get; set; }

    /// <summary>The name of the column.</summary>
    [Parameter, EditorRequired]
    public string Text { get; set; } = default!;

    /// <summary>Called with the order when a person asks for it.</summary>
    [Parameter, EditorRequired]
    public EventCallback<CatalogOrder> Sorted { get; set; }

    private bool IsActive => View.Order == Order;

    private string? AriaSort => (IsActive, View.Descending) switch
    {
        (false, _) => null,
        (true, false) => "ascending",
        (true, true) => "descending",
    };

    private string? Arrow => (IsActive, View.Descending) switch
    {
        (false, _) => null,
        (true, false) => "↑",
        (true, true) => "↓",
    };
}
