using EventAuth.Admin.Components.Kit;

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

    private EventNameField? _event;
    private bool _wasAsked;

    /// <summary>The content of the form.</summary>
    [Parameter, EditorRequired] public ExplainInput Input { get; set; } = default!;
    /// <summary>The person submitted the form, and it is valid.</summary>
    [Parameter, EditorRequired] public EventCallback Asked { get; set; }

    private string? ActionProblem => _wasAsked ? Input.ActionProblem : null;
    private string? JwtProblem => _wasAsked ? Input.JwtProblem : null;

    private static string WordsOf((string Word, string Words)[] choices, string? word) =>
        choices.FirstOrDefault(choice => choice.Word == word).Words ?? "";

    private Task CloseAsync() => _event!.CloseAsync();

    private async Task AskAsync()
    {
        if (_event!.TakesEnter())
        {
            return;
        }

        await CloseAsync();
        _wasAsked = true;
        if (Input.ToEvent() is not null)
        {
            await Asked.InvokeAsync();
        }
    }
}
