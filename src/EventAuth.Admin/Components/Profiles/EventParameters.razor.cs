namespace EventAuth.Admin.Components.Profiles;

/// <summary>The parameters of an event as text; long ones are collapsed and sent to the browser only when opened.</summary>
public sealed partial class EventParameters
{
    private const int FewParameters = 4;
    private const int ShortText = 240;
    private IReadOnlyList<(string Name, string Value)> _parameters = [];
    private bool _isFolded;
    private bool _isOpen;

    /// <summary>The parameters as one JSON object.</summary>
    [Parameter, EditorRequired] public string Json { get; set; } = default!;
    /// <summary>The event they belong to, for the name of the button.</summary>
    [Parameter, EditorRequired] public string Action { get; set; } = default!;

    private string ToggleWords => (_isOpen ? "Hide " : "Show ") + Numbers.Count("parameter", _parameters.Count);

    protected override void OnParametersSet()
    {
        using var document = JsonDocument.Parse(Json);
        _parameters = [.. document.RootElement.EnumerateObject().Select(member => (member.Name, ProfileTexts.Text(member.Value)))];
        _isFolded = _parameters.Count > FewParameters || Json.Length > ShortText;
    }
}
