using System.Globalization;
using EventAuth.Admin.Texts;
using EventAuth.Core.Certificates;
using EventAuth.Core.Decisions.Counts;
using EventAuth.Core.Policies;
using Microsoft.AspNetCore.Components;

namespace EventAuth.Admin.Components.Overview;

/// <summary>What was accepted and rejected in the last hour, day, week or month; reads itself anew while it is open.</summary>
public sealed partial class OverviewPage
{
    private DecisionOverview? _overview;
    private IReadOnlyList<Certificate> _known = [];
    private DateTimeOffset? _installedAt;
    private DateTimeOffset _readAt;
    private OverviewSpan _shownSpan;
    private bool _hasFailed;
    private int _reads;
    private int _underWay;
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

    /// <summary>The span, in the address so that a view can be handed on.</summary>
    [SupplyParameterFromQuery]
    public string? Span { get; set; }

    // Whether figures of the span asked for are being read, and none of it are there.
    private bool IsAwaited => _overview is null || _shownSpan != _span;

    // Whether the installation is older than the span before the counted one: else there is nothing to compare with.
    private bool IsComparable => _overview is { } overview && _installedAt <= overview.FromBefore;

    // How long figures are shown before they are read again.
    private TimeSpan Interval => TimeSpan.FromSeconds(_span == OverviewSpan.Hour ? 10 : 60);

    private string UpdatedWords => _overview is null ? "" : $"Updated {Clock} · refreshes every {EveryWords}";

    private string Clock => TimeZoneInfo.ConvertTime(_readAt, _zone).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    private string EveryWords => _span == OverviewSpan.Hour ? "10 s" : "minute";

    private string FailureWords => _overview is null
        ? $"The figures could not be read; the error is in the server's log. The page tries again every {EveryWords}."
        : $"The figures could not be updated; the error is in the server's log. What you see was counted {_shownSpan.ToPhrase()} "
            + $"before {TimeTexts.Local(_readAt, _zone, seconds: true)}. The page tries again every {EveryWords}.";

    protected override async Task OnInitializedAsync()
    {
        Policies.Changed += OnPolicyChanged;
        Cancellation.Register(() => Policies.Changed -= OnPolicyChanged);
        Cancellation.Register(() => _timer?.Dispose());
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
        _announcement = _overview is { } overview && !_hasFailed
            ? $"{_span.ToTitle()}: {Numbers.Count("event", overview.Accepted + overview.Rejected)} received, "
                + $"{Numbers.Number(overview.Rejected)} rejected"
            : null;
        Refresh();
    }

    // One loop for the life of the page; it has nothing to do while a reading is under way.
    private void Refresh()
    {
        if (_timer is { } running)
        {
            running.Period = Interval;
            return;
        }

        if (!Cancellation.IsCancellationRequested)
        {
            _timer = new PeriodicTimer(Interval, Time);
            _ = RefreshAsync(_timer);
        }
    }

    private async Task RefreshAsync(PeriodicTimer timer)
    {
        while (await timer.WaitForNextTickAsync(CancellationToken.None))
        {
            await InvokeAsync(async () =>
            {
                if (_underWay == 0)
                {
                    await ReadAsync();
                    StateHasChanged();
                }
            });
        }
    }

    // Of two readings that overtake each other the later one counts.
    private async Task ReadAsync()
    {
        if (Cancellation.IsCancellationRequested)
        {
            return;
        }

        var (span, read) = (_span, ++_reads);
        _underWay++;
        try
        {
            var overview = await Counts.ReadAsync(span, Cancellation);
            // Read only where one is counted that is not known yet: they are seldom defined.
            if (overview.Certificates.Any(count => count.CertificateId is { } id && _known.All(known => known.Id != id)))
            {
                _known = await Store.ReadCertificatesAsync(Cancellation);
            }

            _installedAt ??= (await Store.ReadAsync(version: 1, Cancellation))?.AppliedAt;
            if (read == _reads)
            {
                (_overview, _shownSpan, _readAt, _hasFailed) = (overview, span, Time.GetUtcNow(), false);
            }
        }
        catch (OperationCanceledException) when (Cancellation.IsCancellationRequested)
        {
            return;
        }
        catch (Exception failure)
        {
            // Whatever it is, figures of a minute ago are worth more than a page that could not be shown.
            LogNotRead(Log, failure);
            _hasFailed |= read == _reads;
        }
        finally
        {
            _underWay--;
        }

        if (_overview is { } shown && !_hasFailed)
        {
            Arrange(shown);
            await ExplainAttentionAsync(shown);
        }
    }

    private void Arrange(DecisionOverview overview)
    {
        var policy = Policies.Current;
        _note = _shownSpan.ToNote(_zone, Time.GetUtcNow());
        _periods = OverviewRows.Periods(overview, _shownSpan, _zone);
        _reasons = OverviewRows.Reasons(overview);
        _actions = OverviewRows.Actions(overview, IsComparable);
        _certificates = OverviewRows.Certificates(overview, _known, policy.Revision.Policy.Certificate, _zone);
        _attention = AttentionItem.Of(overview, _shownSpan, policy, IsComparable);
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
        if (_overview is { } overview)
        {
            Arrange(overview);
            StateHasChanged();
        }
    });

    [LoggerMessage(4101, LogLevel.Warning, "The counts of decisions could not be read.")]
    private static partial void LogNotRead(ILogger logger, Exception failure);
}
