using MudBlazor;

namespace EventAuth.Admin.Components.Explain;

/// <summary>Asks how an event would be handled.</summary>
public sealed partial class ExplainForm
{
    private static readonly (string Word, string Words)[] Customers =
        [("anonymous", "Anonymous"), ("known", "Known by e-mail or customId")];

    private static readonly (string Word, string Words)[] Tokens =
    [
        ("none", "No token"),
        ("valid", "A valid token"),
        ("expired", "An expired token"),
        ("invalid", "An invalid token"),
        ("mismatch", "Another customer’s token"),
        (ExplainInput.Pasted, "A token that I paste"),
    ];

    private MudAutocomplete<string>? _event;
    private bool _wasAsked;

    /// <summary>The content of the form.</summary>
    [Parameter, EditorRequired] public ExplainInput Input { get; set; } = default!;
    /// <summary>The person submitted the form, and it is valid.</summary>
    [Parameter, EditorRequired] public EventCallback Asked { get; set; }

    private string? ActionProblem => _wasAsked ? Input.ActionProblem : null;
    private string? JwtProblem => _wasAsked ? Input.JwtProblem : null;

    private static string WordsOf((string Word, string Words)[] choices, string? word) =>
        choices.FirstOrDefault(choice => choice.Word == word).Words ?? "";

    // A name counts as it is typed, suggested or not.
    private void Name(string? text) => Input.Action = text?.Trim() ?? "";

    private async Task<IEnumerable<string>> SuggestAsync(string? text, CancellationToken cancellation) =>
        (await Catalog.SearchAsync(new CatalogQuery(text?.Trim() ?? ""), cancellation)).Take(10).Select(found => found.Action.Value);

    // Suggestions that stay open after the field was left would cover what is below.
    private Task CloseAsync() => _event!.CloseMenuAsync();

    private async Task AskAsync()
    {
        await CloseAsync();
        _wasAsked = true;
        if (Input.ToEvent() is not null)
        {
            await Asked.InvokeAsync();
        }
    }
}
