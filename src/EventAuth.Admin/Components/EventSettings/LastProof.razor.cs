using EventAuth.Admin.Enforcement;

namespace EventAuth.Admin.Components.EventSettings;

/// <summary>The line about the last proof of enforcement.</summary>
public sealed partial class LastProof
{
    protected override void OnInitialized()
    {
        Enforcement.Changed += OnChanged;
        Cancellation.Register(() => Enforcement.Changed -= OnChanged);
    }

    private static string ExceptionOf(ProofScope scope) => scope switch
    {
        ProofScope.Everything => "",
        ProofScope.NothingNeedsToken => ", for forged tokens only: no event needs a token",
        ProofScope.OnlyMonitored => ", for forged tokens only: Monitor mode accepts events without a token",
    };

    private void OnChanged() => _ = InvokeAsync(StateHasChanged);
}
