using System.Globalization;
using EventAuth.Admin.Components.EventSettings.Picker;
using EventAuth.Core.Lint;
using EventAuth.Core.Policies;
using Microsoft.AspNetCore.Components;

namespace EventAuth.Admin.Components.EventSettings;

/// <summary>What an open card holds: the picker, the list as it would be, and the comment.</summary>
public sealed partial class EventListEditor
{
    /// <summary>From so many events on only the visible rows are rendered.</summary>
    private const int LongList = 100;

    private readonly string _listTitleId = "list-" + Guid.NewGuid().ToString("N");
    private readonly string _commentId = "comment-" + Guid.NewGuid().ToString("N");
    private EventPicker? _picker;
    private ElementReference _rows;
    private EventName[] _events = [];

    /// <summary>The draft.</summary>
    [Parameter, EditorRequired]
    public required EventListDraft Draft { get; set; }

    /// <summary>The policy in force.</summary>
    [Parameter, EditorRequired]
    public required EventPolicy InForce { get; set; }

    /// <summary>Raised after what is picked or listed changed.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    /// <summary>Whether this person may define the certificate.</summary>
    [Parameter, EditorRequired]
    public bool MayDefineCertificate { get; set; }

    /// <summary>The person takes a way out that is not in this list.</summary>
    [Parameter]
    public EventCallback<WayOut> LedElsewhere { get; set; }

    private bool IsLong => Draft.Count > LongList;

    private string Counts
    {
        get
        {
            var counts = Draft.Count == 1 ? "1 event" : Number(Draft.Count) + " events";
            counts += Draft.Added.Count > 0 ? $", {Number(Draft.Added.Count)} new" : "";
            return counts + (Draft.Removed.Count > 0 ? $", {Number(Draft.Removed.Count)} removed" : "");
        }
    }

    /// <summary>Puts the caret into the search field.</summary>
    public async Task FocusAsync()
    {
        if (_picker is not null)
        {
            await _picker.FocusAsync();
        }
    }

    /// <inheritdoc/>
    protected override void OnParametersSet() => _events = IsLong ? [.. Draft.Events] : [];

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private async Task RemoveAsync(EventName name)
    {
        Draft.Remove(name);
        await Changed.InvokeAsync();
        await _rows.FocusAsync(preventScroll: true);
    }

    private async Task TakeAsync(WayOut wayOut)
    {
        if (wayOut is WayOut.ChangeList change && change.List == Draft.Kind)
        {
            Draft.Take(change);
            await Changed.InvokeAsync();
            await _rows.FocusAsync(preventScroll: true);
        }
        else
        {
            await LedElsewhere.InvokeAsync(wayOut);
        }
    }
}
