using MudBlazor;

namespace EventAuth.Admin.Components.Kit;

/// <summary>The frame of every page: its name, where it belongs, what can be done with all of it, and its content at one width.</summary>
public sealed partial class PageFrame
{
    private List<BreadcrumbItem> _path = [];

    /// <summary>The page's name, its only h1.</summary>
    [Parameter, EditorRequired] public required string Title { get; set; }
    /// <summary>The name of the tab that is shown, for the browser's own tab; null for a page without tabs.</summary>
    [Parameter] public string? Tab { get; set; }
    /// <summary>Where the page belongs.</summary>
    [Parameter] public string? Crumb { get; set; }
    /// <summary>A page above this one: its name and address.</summary>
    [Parameter] public (string Name, string Address)? Parent { get; set; }
    /// <summary>Buttons at the right of the name.</summary>
    [Parameter] public RenderFragment? Actions { get; set; }
    /// <summary>Links to the tabs, below the name.</summary>
    [Parameter] public RenderFragment? Tabs { get; set; }
    [Parameter, EditorRequired] public required RenderFragment ChildContent { get; set; }

    protected override void OnParametersSet()
    {
        _path = Crumb is null ? [] : [new(Crumb, href: null)];
        if (Parent is var (name, address))
        {
            _path.Add(new(name, address));
        }
    }
}
