namespace EventAuth.Admin.Components.History;

/// <summary>The tab "History": every version, what it changed and for whom, any two compared, and the way back.</summary>
public sealed partial class HistoryPage
{
    private const int PageSize = 20;

    private IReadOnlyList<(PolicyRevision Revision, PolicyRevision? Former)>? _versions;
    private (PolicyRevision Before, PolicyRevision After)? _compared;
    private PolicyRevision _inForce = default!;
    private ClaimsPrincipal _person = new();
    private int _newest;
    private int? _from;
    private int? _to;
    private int? _missing;
    private int? _below;
    private int? _next;

    /// <summary>The version to compare from, in the address so that a comparison can be shared.</summary>
    [SupplyParameterFromQuery] public int? From { get; set; }
    /// <summary>The version to compare with; the newest if it is not said.</summary>
    [SupplyParameterFromQuery] public int? To { get; set; }

    protected override async Task OnInitializedAsync()
    {
        _person = (await Authentication).User;
        _inForce = Policies.Current.Revision;
        Policies.Changed += OnPolicyChanged;
        Cancellation.Register(() => Policies.Changed -= OnPolicyChanged);
        await ShowAsync(null);
        (_from, _to) = (From, To ?? (From is null ? null : _newest));
        await CompareAsync();
    }

    private void OnPolicyChanged(PolicySnapshot snapshot) => RedrawAfter(() =>
    {
        _inForce = snapshot.Revision;
        return _below is null ? ShowAsync(null) : Task.CompletedTask;
    });

    // One more than is shown: what the last one changed is seen by the one before it.
    private async Task ShowAsync(int? below)
    {
        var read = await Store.ReadBeforeAsync(below, PageSize + 1, Cancellation);
        _versions = [.. read.Take(PageSize).Select((revision, place) =>
            (revision, place + 1 < read.Count && read[place + 1].Version == revision.Version - 1 ? read[place + 1] : null))];
        _below = below;
        _next = read.Count > PageSize ? read[PageSize - 1].Version : null;
        _newest = below is null && read.Count > 0 ? read[0].Version : _newest;
    }

    private async Task CompareAsync()
    {
        (_compared, _missing) = (null, null);
        if (_from is not { } from || _to is not { } to)
        {
            return;
        }

        var before = await Store.ReadAsync(from, Cancellation);
        var after = await Store.ReadAsync(to, Cancellation);
        _missing = before is null ? from : after is null ? to : null;
        _compared = before is null || after is null ? null : (before, after);
    }
}
