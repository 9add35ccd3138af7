using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;

namespace EventAuth.Admin.Components;

/// <summary>The document around every page.</summary>
public sealed partial class App
{
    // Without prerendering no control is on the screen before it works: a click is never lost.
    private static readonly InteractiveServerRenderMode Live = new(prerender: false);

    [CascadingParameter]
    private HttpContext HttpContext { get; set; } = default!;

    /// <summary>Live, except for the pages that need the HTTP answer itself, such as signing in.</summary>
    private IComponentRenderMode? PageRenderMode => HttpContext.AcceptsInteractiveRouting() ? Live : null;
}
