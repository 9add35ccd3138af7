using EventAuth.Admin.Components.Leaving;
using EventAuth.Core.Decisions.Counts;
using Microsoft.JSInterop;

namespace EventAuth.Admin.Components.GetStarted;

/// <summary>The checklist for a new installation, kept up to date while it is open. Once dismissed, it is gone in that browser.</summary>
public sealed partial class GetStarted
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private EventPolicy? _first;
    private bool _isDismissed = true;

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
            Begin(Interval);
        }
    }

    protected override async Task<IReadOnlyList<SetupStep>> ToStepsAsync(DecisionOverview events)
    {
        _first ??= (await Store.ReadAsync(1, Cancellation))?.Policy ?? EventPolicy.Empty;
        return SetupStep.Of(_first, Policies.Current.Revision.Policy, events);
    }

    private void OnPolicyChanged(PolicySnapshot snapshot) => RedrawAfter(ReadAsync);

    private async Task DismissAsync()
    {
        _isDismissed = true;
        End();
        await Script.InvokeVoidAsync("eventAuthBrowser.dismiss", Cancellation);
    }
}
