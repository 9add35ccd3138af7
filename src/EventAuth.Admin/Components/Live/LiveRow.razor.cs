using Microsoft.AspNetCore.Components.Web;

namespace EventAuth.Admin.Components.Live;

/// <summary>
/// One decision. It is drawn once and then only when it changed: hundreds stand on the page, which is drawn four times a second.
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
    /// <summary>The day there.</summary>
    [Parameter, EditorRequired] public DateOnly Today { get; set; }
    /// <summary>A person wants to know more of it.</summary>
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

    // A long name breaks behind its dots, not within a word.
    private static IEnumerable<string> Parts(string action) =>
        action.Split('.') is [.. var words, var last] ? [.. words.Select(word => word + "."), last] : [];

    // Rows move on while a mouse button is down, and a click that ends on another row than it began on is none. So the press counts.
    private Task PressAsync(MouseEventArgs press) => press.Button == 0 ? Selected.InvokeAsync(Record) : Task.CompletedTask;

    // What comes without a press is from the keyboard, or from a program that speaks the page.
    private Task ClickAsync(MouseEventArgs click) => click.Detail == 0 ? Selected.InvokeAsync(Record) : Task.CompletedTask;
}
