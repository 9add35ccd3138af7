using EventAuth.Admin.Texts;
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

    /// <summary>The person takes a fix that is not in this list.</summary>
    [Parameter]
    public EventCallback<Fix> LedElsewhere { get; set; }

    private bool IsLong => Draft.Count > LongList;

    private string Counts
    {
        get
        {
            var counts = Draft.Count == 1 ? "1 event" : Numbers.Number(Draft.Count) + " events";
            counts += Draft.Added.Count > 0 ? $", {Numbers.Number(Draft.Added.Count)} new" : "";
            return counts + (Draft.Removed.Count > 0 ? $", {Numbers.Number(Draft.Removed.Count)} removed" : "");
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

    private async Task RemoveAsync(EventName name)
    {
        Draft.Remove(name);
        await Changed.InvokeAsync();
        await _rows.FocusAsync(preventScroll: true);
    }

    private async Task TakeAsync(Fix fix)
    {
        if (fix is Fix.ChangeList change && change.List == Draft.Kind)
        {
            Draft.Take(change);
            await Changed.InvokeAsync();
            await _rows.FocusAsync(preventScroll: true);
        }
        else
        {
            await LedElsewhere.InvokeAsync(fix);
        }
    }
}
