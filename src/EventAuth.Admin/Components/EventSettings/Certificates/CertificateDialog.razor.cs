using EventAuth.Admin.Components.Kit;
using EventAuth.Admin.Components.Leaving;
using EventAuth.Admin.Texts;
using EventAuth.Core.Certificates;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;

namespace EventAuth.Admin.Components.EventSettings.Certificates;

/// <summary>
/// Asks for a certificate. The text stays in the browser, where certificate-guard.js decides what may be sent; here arrives
/// a public key or the code of a refusal. Gives a <see cref="CertificateChoice"/> or nothing, and saves nothing.
/// </summary>
public sealed partial class CertificateDialog : IAsyncDisposable
{
    private const string PrivateKeyStopped =
        "This is a private key. It did not leave your browser, and the box was cleared. Enter the content of public.pem instead. "
        + "If this private key was sent or shown anywhere else, make a new pair.";

    private ElementReference _root;
    private UnboundText _box = default!;
    private DotNetObjectReference<CertificateInbox>? _inbox;
    private IJSObjectReference? _module;
    private IJSObjectReference? _guard;
    private CertificateEntry _entry = new CertificateEntry.EmptyBox();
    private bool _ready;
    private bool _choosesFile;
    private bool _disposed;

    /// <summary>The certificate in force, or null for none.</summary>
    [Parameter]
    public Certificate? InForce { get; set; }

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = null!;

    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    [Inject]
    private IJSRuntime Script { get; set; } = null!;

    private bool CanApply =>
        _entry is CertificateEntry.PublicKeyFound || (_entry is CertificateEntry.EmptyBox && InForce is not null && _ready);

    /// <summary>Opens the dialog; null when the certificate in force is kept.</summary>
    public static async Task<CertificateChoice?> OpenAsync(IDialogService dialogs, Certificate? inForce)
    {
        var parameters = new DialogParameters<CertificateDialog> { { dialog => dialog.InForce, inForce } };
        var dialog = await dialogs.ShowAsync<CertificateDialog>("Certificate", parameters, new DialogOptions { MaxWidth = MaxWidth.Small });
        return (await dialog.Result)?.Data as CertificateChoice;
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            return;
        }

        _inbox = DotNetObjectReference.Create(new CertificateInbox(entry => InvokeAsync(() =>
        {
            _entry = entry;
            StateHasChanged();
        })));
        try
        {
            _module = await Script.InvokeAsync<IJSObjectReference>("import", "./" + Assets["certificate-guard.js"]);
            _guard = await _module.InvokeAsync<IJSObjectReference>("guard", _root, _inbox);
            _ready = !_disposed;
            StateHasChanged();
            await Script.MoveFocusAsync(_box.Element);
        }
        catch (Exception failure) when (_disposed && (failure is JSException || PageLeft.Explains(failure)))
        {
            // Closed before it was ready.
        }
    }

    /// <inheritdoc/>
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

            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (Exception failure) when (PageLeft.Explains(failure))
        {
            // The browser is gone, and the guard with it.
        }

        _inbox?.Dispose();
    }

    private static string WordsOf(CertificateProblem problem) =>
        problem == CertificateProblem.PrivateKey ? PrivateKeyStopped : problem.ToSentence();

    private async Task ApplyAsync()
    {
        if (_entry is not CertificateEntry.PublicKeyFound { Reading: var reading } || reading.Sha256 == InForce?.Sha256)
        {
            Dialog.Cancel();
        }
        else if (InForce is null || await OverwriteQuestion.AskAsync(Dialogs, InForce, reading.Sha256, changedMeanwhile: false))
        {
            Dialog.Close(new CertificateChoice(reading.Pem, reading.Sha256, Overwrite: InForce is not null));
        }
    }
}
