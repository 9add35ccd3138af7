using EventAuth.Admin.Components.Leaving;
using EventAuth.Admin.Components.Times;
using EventAuth.Core.Decisions.Counts;
using EventAuth.Core.Policies;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace EventAuth.Admin.Components.GetStarted;

/// <summary>The checklist for a new installation, kept up to date while it is open. Once dismissed, it is gone in that browser.</summary>
public sealed partial class GetStarted : IDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private IReadOnlyList<SetupStep> _steps = [];
    private EventPolicy? _first;
    private bool _isDismissed = true;
    private bool _isReading;

    [Inject]
    private PolicyMonitor Policies { get; set; } = default!;

    [Inject]
    private IPolicyStore Store { get; set; } = default!;

    [Inject]
    private IDecisionCounts Counts { get; set; } = default!;

    [Inject]
    private PageClock Clock { get; set; } = default!;

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    [Inject]
    private ILogger<GetStarted> Log { get; set; } = default!;

    /// <inheritdoc/>
    public void Dispose()
    {
        Policies.Changed -= OnPolicyChanged;
        Clock.Ticked -= Refresh;
        _closed.Cancel();
        _closed.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            return;
        }

        try
        {
            _isDismissed = await Script.InvokeAsync<bool>("eventAuthBrowser.isDismissed", _closed.Token);
        }
        catch (Exception failure) when (PageLeft.Explains(failure))
        {
            return;
        }

        if (!_isDismissed)
        {
            Policies.Changed += OnPolicyChanged;
            Clock.Ticked += Refresh;
            await ReadAsync();
        }
    }

    private void OnPolicyChanged(PolicySnapshot snapshot) => Refresh();

    private void Refresh()
    {
        if (!_closed.IsCancellationRequested && !_steps.All(step => step.IsDone))
        {
            _ = InvokeAsync(ReadAsync);
        }
    }

    private async Task ReadAsync()
    {
        if (_isReading)
        {
            return;
        }

        _isReading = true;
        try
        {
            _first ??= (await Store.ReadAsync(1, _closed.Token))?.Policy ?? EventPolicy.Empty;
            _steps = SetupStep.Of(_first, Policies.Current.Revision.Policy, await Counts.ReadAsync(OverviewSpan.Month, _closed.Token));
            StateHasChanged();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The checklist is a help and no more: what fails is tried again with the next tick.
            GetStartedLog.NotRead(Log, failure);
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
        finally
        {
            _isReading = false;
        }
    }

    private async Task DismissAsync()
    {
        _isDismissed = true;
        Policies.Changed -= OnPolicyChanged;
        Clock.Ticked -= Refresh;
        await Script.InvokeVoidAsync("eventAuthBrowser.dismiss", _closed.Token);
    }
}

/// <summary>What the checklist says in the log.</summary>
internal static partial class GetStartedLog
{
    [LoggerMessage(4201, LogLevel.Warning, "What is done of the checklist \"Get started\" could not be read. It is tried again.")]
    public static partial void NotRead(ILogger logger, Exception failure);
}
