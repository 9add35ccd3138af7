using EventAuth.Admin.Components.Kit;

namespace EventAuth.Admin.Components.Audit;

/// <summary>One entry; the values before and after are sent to the browser only when it is opened.</summary>
public sealed partial class AuditItem
{
    // Lists may be long; the rest is in an export.
    private const int MaxShown = 20_000;

    // The most names that are shown; the rest is in the stored entry.
    private const int MaxNames = 100;

    private IReadOnlyList<AuditDifference> _differences = [];
    private bool _isOpen;

    [Parameter, EditorRequired] public AuditEntry Entry { get; set; } = default!;

    // Begins with the visible words, so that people who use voice control can say them.
    private string ToggleName =>
        string.Create(CultureInfo.InvariantCulture, $"{Entry.ToTitle()} {Entry.Subject}: details of entry {Entry.Number}");

    protected override void OnInitialized() => _differences = AuditDifference.Of(Entry);

    private static string Readable(string? json)
    {
        var text = json is null ? "nothing" : IndentedJson.Of(json);
        return text.Length <= MaxShown ? text : text[..MaxShown] + "… The rest is in an export.";
    }
}
