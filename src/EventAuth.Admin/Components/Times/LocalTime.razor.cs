using EventAuth.Admin.Texts;
using Microsoft.AspNetCore.Components;

namespace EventAuth.Admin.Components.Times;

/// <summary>A moment in the person's own time zone, with the exact UTC on hover.</summary>
public sealed partial class LocalTime
{
    private string _text = "";

    /// <summary>The moment.</summary>
    [Parameter, EditorRequired]
    public DateTimeOffset Value { get; set; }

    /// <summary>Whether seconds are shown.</summary>
    [Parameter]
    public bool Seconds { get; set; }

    [Inject]
    private BrowserTimeZone Zone { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync() => _text = TimeTexts.Local(Value, await Zone.GetAsync(), Seconds);
}
