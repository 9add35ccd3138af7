using EventAuth.Admin.Components.Kit;
using EventAuth.Admin.Components.Leaving;
using Microsoft.JSInterop;
using MudBlazor;

namespace EventAuth.Admin.Components.EventSettings.Certificates;

/// <summary>
/// Asks for a certificate. The text stays in the browser, where certificate-guard.js decides what may be sent; what arrives here is
/// a public key or the code of a refusal. Returns the new key or nothing, and saves nothing.
/// </summary>
public sealed partial class CertificateDialog : IAsyncDisposable
{
    private const string PrivateKeyStopped =
        "This is a private key. It did not leave your browser, and the box was cleared. Enter the content of public.pem instead. "
        + "If this private key was sent or shown anywhere else, make a new pair.";

    private ElementReference _root;
    private UnboundText _box = default!;
    private BrowserModule _module = default!;
    private DotNetObjectReference<CertificateCallbacks>? _callbacks;
    private IJSObjectReference? _guard;
    private CertificateReading _reading = new CertificateReading.Refused(CertificateProblem.Empty);
    private bool _ready;
    private bool _choosesFile;
    private bool _disposed;

    /// <summary>The certificate in force, or null for none.</summary>
    [Parameter] public Certificate? InForce { get; set; }
    [CascadingParameter] private IMudDialogInstance Dialog { get; set; } = null!;
    [Inject] private TokensInUse InUse { get; set; } = default!;

    private bool IsEmpty => _reading is CertificateReading.Refused { Problem: CertificateProblem.Empty };

    private bool CanApply => _reading is CertificateReading.Accepted || (IsEmpty && InForce is not null && _ready);

    /// <summary>Asks whether another certificate may replace the one in force; true only for "Overwrite".</summary>
    /// <param name="inUse">Says how much the one in force is used.</param>
    internal static async Task<bool> MayOverwriteAsync(
        IDialogService dialogs, TokensInUse inUse, Certificate inForce, string newSha256, bool changedMeanwhile) =>
        await dialogs.ConfirmAsync(
            "Overwrite certificate?", Question(inForce, newSha256, changedMeanwhile, await inUse.ToSentenceAsync(inForce)),
            "Overwrite", "Keep existing");

    protected override void OnInitialized() => _module = new BrowserModule(Script, "./" + Assets["certificate-guard.js"]);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            return;
        }

        _callbacks = DotNetObjectReference.Create(new CertificateCallbacks(reading => InvokeAsync(() =>
        {
            _reading = reading;
            StateHasChanged();
        })));
        try
        {
            _guard = await _module.AskAsync<IJSObjectReference>("guard", _root, _callbacks);
            _ready = !_disposed;
            StateHasChanged();
            await Script.MoveFocusAsync(_box.Element);
        }
        catch (JSException) when (_disposed)
        {
            // Closed before it was ready.
        }
    }

    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        try
        {
            if (_guard is not null)
            {
                await _guard.InvokeVoidAsync("stop");
                await _guard.DisposeAsync();
            }
        }
        catch (Exception failure) when (PageLeft.Explains(failure))
        {
            // The browser is gone, and so is the guard.
        }

        await _module.DisposeAsync();
        _callbacks?.Dispose();
    }

    private async Task ApplyAsync()
    {
        if (_reading is not CertificateReading.Accepted key || key.Sha256 == InForce?.Sha256)
        {
            Dialog.Cancel();
        }
        else if (InForce is null || await MayOverwriteAsync(Dialogs, InUse, InForce, key.Sha256, changedMeanwhile: false))
        {
            Dialog.Close(key);
        }
    }
}
