using EventAuth.Core.Catalog;
using Microsoft.AspNetCore.Components;

namespace EventAuth.Admin.Components.Explain;

/// <summary>Asks what would become of an event.</summary>
public sealed partial class ExplainForm
{
    private const int MostSuggestions = 20;

    // The text belongs to the browser: the server is told and never writes it back, so that no key is lost.
    private string _initialAction = "";
    private IReadOnlyList<EventDefinition> _suggestions = [];
    private bool _wasAsked;

    /// <summary>What the form holds.</summary>
    [Parameter, EditorRequired]
    public ExplainInput Input { get; set; } = default!;

    /// <summary>The person asked, and nothing is wrong with the form.</summary>
    [Parameter, EditorRequired]
    public EventCallback Asked { get; set; }

    [Inject]
    private IEventCatalog Catalog { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnInitialized() => _initialAction = Input.Action;

    private static string TextOf(ChangeEventArgs change) => ((string?)change.Value ?? "").Trim();

    private bool Shows(string? problem) => _wasAsked && problem is not null;

    private async Task SuggestAsync(ChangeEventArgs change)
    {
        Input.Action = TextOf(change);
        var found = await Catalog.SearchAsync(new CatalogQuery(Input.Action), CancellationToken.None);
        _suggestions = [.. found.Take(MostSuggestions)];
    }

    private async Task AskAsync()
    {
        _wasAsked = true;
        if (Input.ToEvent() is not null)
        {
            await Asked.InvokeAsync();
        }
    }
}
