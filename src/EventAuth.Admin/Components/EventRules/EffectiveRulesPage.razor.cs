namespace EventAuth.Admin.Components.EventRules;

/// <summary>The tab "Effective rules": how each event is handled, compared with an earlier version if one is chosen.</summary>
public sealed partial class EffectiveRulesPage
{
    private RulesView _view = default!;
    private PolicyRevision _revision = default!;
    private PolicyRevision? _before;
    private IReadOnlyList<RuleRow>? _rows;
    private string _search = "";
    private bool _onlyDiffering;
    private int? _missing;
    private int _page;
    private int _turns;

    /// <summary>The version to compare with, in the address so that a comparison can be shared.</summary>
    [SupplyParameterFromQuery] public int? Compare { get; set; }

    private string BeforeWords => _before is null ? "" : $"in version {Numbers.Number(_before.Version)}";

    private string CountWords => (_before, _view.Comparison) switch
    {
        (null, _) => Numbers.Count("event", _view.Named),
        (_, { IsEmpty: true }) => "Nothing changed",
        (_, { AnyOtherDiffers: true }) => $"{Numbers.Count("event", _view.Comparison.Differing.Length)} and all that are on no list differ",
        (_, { Differing.Length: 1 }) => "1 event differs",
        _ => $"{Numbers.Count("event", _view.Comparison.Differing.Length)} differ",
    };

    protected override async Task OnInitializedAsync()
    {
        _view = new RulesView(Catalog);
        _revision = Policies.Current.Revision;
        Policies.Changed += OnPolicyChanged;
        Cancellation.Register(() => Policies.Changed -= OnPolicyChanged);
        await CompareAsync(Compare);
    }

    private void OnPolicyChanged(PolicySnapshot snapshot) => RedrawAfter(() =>
    {
        _revision = Policies.Current.Revision;
        return ShowAsync(_page);
    });

    private Task SearchAsync(string? text)
    {
        _search = (text ?? "").Trim();
        return ShowAsync(page: 0);
    }

    private Task FilterAsync(bool onlyDiffering)
    {
        _onlyDiffering = onlyDiffering;
        return ShowAsync(page: 0);
    }

    // A person who compares wants to see what differs; the rest is one click away.
    private async Task CompareAsync(int? version)
    {
        _before = version is { } number ? await Store.ReadAsync(number, CancellationToken.None) : null;
        _missing = _before is null ? version : null;
        _onlyDiffering = _before is not null;
        await ShowAsync(page: 0);
    }

    private async Task TurnAsync(int page)
    {
        _page = page;
        _rows = await _view.ReadAsync(page);
    }

    // If two searches overtake each other, the later one counts.
    private async Task ShowAsync(int page)
    {
        var turn = ++_turns;
        await _view.ShowAsync(_revision.Policy, _before?.Policy, _search, _onlyDiffering);
        if (turn == _turns)
        {
            await TurnAsync(Math.Min(page, Math.Max(0, _view.Found - 1) / RulesView.PageSize));
        }
    }
}
