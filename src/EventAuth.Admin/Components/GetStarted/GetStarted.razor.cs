using EventAuth.Admin.Components.Leaving;
using EventAuth.Core.Decisions.Counts;
using Microsoft.JSInterop;

namespace EventAuth.Admin.Components.GetStarted;

/// <summary>The checklist for a new installation, kept up to date while it is open. Once dismissed, it is gone in that browser.</summary>
public sealed partial class GetStarted
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private IReadOnlyList<SetupStep> _steps = [];
    private EventPolicy? _first;
    private bool _isDismissed = true;
    private bool _isReading;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            return;
        }

        try
        {
            _isDismissed = await Script.InvokeAsync<bool>("eventAuthBrowser.isDismissed", Cancellation);
        }
        catch (Exception failure) when (PageLeft.Explains(failure))
        {
            return;
        }

        if (!_isDismissed)
        {
            Policies.Changed += OnPolicyChanged;
            Cancellation.Register(() => Policies.Changed -= OnPolicyChanged);
            RedrawAfter(ReadAsync);
            _ = RepeatAsync(new PeriodicTimer(Interval, Time), ReadAsync);
        }
    }

    private void OnPolicyChanged(PolicySnapshot snapshot) => RedrawAfter(ReadAsync);

    // Whether there is anything to render. When everything is done there is nothing left to read.
    private async Task<bool> ReadAsync()
    {
        if (_isReading || _isDismissed || (_steps.Count > 0 && _steps.All(step => step.IsDone)))
        {
            return false;
        }

        _isReading = true;
        try
        {
            _first ??= (await Store.ReadAsync(1, Cancellation))?.Policy ?? EventPolicy.Empty;
            _steps = SetupStep.Of(_first, Policies.Current.Revision.Policy, await Counts.ReadAsync(OverviewSpan.Month, Cancellation));
            return true;
        }
        catch (OperationCanceledException)
        {
            // The page was left.
            return false;
        }
        catch (Exception failure)
        {
            // The checklist is only a help: what fails is tried again with the next tick.
            NotRead(Log, failure);
            return false;
        }
        finally
        {
            _isReading = false;
        }
    }

    private async Task DismissAsync()
    {
        _isDismissed = true;
        await Script.InvokeVoidAsync("eventAuthBrowser.dismiss", Cancellation);
    }

    [LoggerMessage(4201, LogLevel.Warning, "What is done of the checklist \"Get started\" could not be read. It is tried again.")]
    private static partial void NotRead(ILogger logger, Exception failure);
}
