using EventAuth.Core.Decisions.Counts;

namespace EventAuth.Admin.Components.Overview;

/// <summary>What was accepted and rejected in the last hour, day, week or month; refreshes while it is open.</summary>
public sealed partial class OverviewPage
{
    private OverviewFigures _figures = default!;
    private PeriodicTimer? _timer;
    private TimeZoneInfo _zone = TimeZoneInfo.Utc;
    private OverviewSpan _span;
    private OverviewSpan? _addressed;
    private IReadOnlyList<CountRow> _periods = [];
    private IReadOnlyList<CountRow> _reasons = [];
    private IReadOnlyList<CountRow> _actions = [];
    private IReadOnlyList<CountRow> _certificates = [];
    private IReadOnlyList<AttentionItem>? _attention;
    private string? _note;
    private string? _announcement;
    private bool _showsAll;

    /// <summary>The span, in the address so that a view can be shared.</summary>
    [SupplyParameterFromQuery] public string? Span { get; set; }

    private DecisionOverview? Shown => _figures.Overview;

    private string UpdatedWords => Shown is null ? "" : $"Updated {Clock} · refreshes every {EveryWords}";

    private string Clock => TimeZoneInfo.ConvertTime(_figures.ReadAt, _zone).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    private string EveryWords => _span == OverviewSpan.Hour ? "10 s" : "minute";

    private string FailureWords => Shown is null
        ? $"The figures could not be read; the error is in the server's log. The page tries again every {EveryWords}."
        : $"The figures could not be updated; the error is in the server's log. What you see was counted {_figures.Span.ToPhrase()} "
            + $"before {TimeTexts.Local(_figures.ReadAt, _zone, seconds: true)}. The page tries again every {EveryWords}.";

    protected override async Task OnInitializedAsync()
    {
        _figures = new OverviewFigures(Counts, Store, Time, Log);
        Policies.Changed += OnPolicyChanged;
        Cancellation.Register(() => Policies.Changed -= OnPolicyChanged);
        _zone = await Zone.GetAsync();
    }

    protected override async Task OnParametersSetAsync()
    {
        _span = OverviewSpanExtensions.TryParse(Span, out var span) ? span : OverviewSpan.Hour;
        if (_addressed == _span)
        {
            return;
        }

        _addressed = _span;
        await ReadAsync();
        _announcement = Shown is { } overview && !_figures.HasFailed
            ? $"{_span.ToTitle()}: {Numbers.Count("event", overview.Accepted + overview.Rejected)} received, "
                + $"{Numbers.Number(overview.Rejected)} rejected"
            : null;
        Refresh();
    }

    // One loop for the life of the page; it has nothing to do while a read is in progress.
    private void Refresh()
    {
        if (_timer is { } running)
        {
            running.Period = OverviewFigures.IntervalOf(_span);
            return;
        }

        _timer = new PeriodicTimer(OverviewFigures.IntervalOf(_span), Time);
        _ = RepeatAsync(_timer, async () =>
        {
            if (_figures.IsReading)
            {
                return false;
            }

            await ReadAsync();
            return true;
        });
    }

    private async Task ReadAsync()
    {
        if (Cancellation.IsCancellationRequested)
        {
            return;
        }

        await _figures.ReadAsync(_span, Cancellation);
        if (Shown is { } overview && !_figures.HasFailed && !Cancellation.IsCancellationRequested)
        {
            Arrange(overview);
            await ExplainAttentionAsync(overview);
        }
    }

    private void Arrange(DecisionOverview overview)
    {
        var policy = Policies.Current;
        _note = _figures.Span.ToNote(_zone, Time.GetUtcNow());
        _periods = OverviewRows.Periods(overview, _figures.Span, _zone);
        _reasons = OverviewRows.Reasons(overview);
        _actions = OverviewRows.Actions(overview, _figures.IsComparable);
        _certificates = OverviewRows.Certificates(overview, _figures.Certificates, policy.Revision.Policy.Certificate, _zone);
        _attention = AttentionItem.Of(overview, _figures.Span, policy, _figures.IsComparable);
    }

    private async Task ExplainAttentionAsync(DecisionOverview overview)
    {
        var items = _attention;
        try
        {
            var explained = new List<AttentionItem>();
            foreach (var item in (items ?? []).Take(AttentionCard.MostItems))
            {
                explained.Add(await item.ExplainedAsync(Decisions, overview.From, Cancellation));
            }

            _attention = ReferenceEquals(items, _attention) ? [.. explained, .. (items ?? []).Skip(explained.Count)] : _attention;
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }

    private void OnPolicyChanged(PolicySnapshot snapshot) => _ = InvokeAsync(() =>
    {
        if (Shown is { } overview)
        {
            Arrange(overview);
            StateHasChanged();
        }
    });
}
