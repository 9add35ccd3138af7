using Microsoft.AspNetCore.Components.Web;

namespace EventAuth.Admin.Components.Live;

/// <summary>
/// One decision. It is rendered once and then only when it changed: the page has hundreds and is rendered four times a second.
/// </summary>
public sealed partial class LiveRow
{
    private (DecisionRecord?, bool, TimeZoneInfo?, DateOnly) _shown;
    private bool _isDue;

    [Parameter, EditorRequired] public DecisionRecord Record { get; set; } = default!;
    /// <summary>Whether its explanation is shown.</summary>
    [Parameter] public bool IsSelected { get; set; }
    /// <summary>The person's time zone.</summary>
    [Parameter, EditorRequired] public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;
    /// <summary>The current day there.</summary>
    [Parameter, EditorRequired] public DateOnly Today { get; set; }
    /// <summary>A person wants to know more about it.</summary>
    [Parameter, EditorRequired] public EventCallback<DecisionRecord> Selected { get; set; }

    private string Outcome => DecisionOutcome.Of(Record.Reason.Accepts());

    /// <summary>The id of the button that opens a decision's explanation.</summary>
    public static string ButtonOf(long id) => FormattableString.Invariant($"decision-{id}");

    protected override void OnParametersSet()
    {
        var now = (Record, IsSelected, Zone, Today);
        _isDue = now != _shown;
        _shown = now;
    }

    protected override bool ShouldRender() => _isDue;

    // A long name wraps after its dots, not within a word.
    private static IEnumerable<string> Parts(string action) =>
        action.Split('.') is [.. var words, var last] ? [.. words.Select(word => word + "."), last] : [];

    // Rows move while a mouse button is down, and a click that ends on another row than it began on is not a click. So the press counts.
    private Task PressAsync(MouseEventArgs press) => press.Button == 0 ? Selected.InvokeAsync(Record) : Task.CompletedTask;

    // A click without a press comes from the keyboard, or from a screen reader.
    private Task ClickAsync(MouseEventArgs click) => click.Detail == 0 ? Selected.InvokeAsync(Record) : Task.CompletedTask;
}
