using EventAuth.Admin.Components.Kit;
using EventAuth.Admin.Components.Leaving;
using EventAuth.Admin.Explanations;
using MudBlazor;

namespace EventAuth.Admin.Components.EventSettings.Certificates;

/// <summary>Shows the certificate in force and lets a person define another one.</summary>
public sealed partial class CertificateCard
{
    private const string DefineId = SettingsAddress.CertificateAnchor + "-define";

    private IReadOnlyList<string> _problems = [];
    private bool _busy;
    private bool _isAnswered;

    private Certificate? InForce => Revision.Policy.Certificate;

    /// <summary>Asks for a certificate and applies it.</summary>
    public async Task DefineAsync()
    {
        // The button stays enabled while the dialog is open: the focus could not return to a disabled one.
        if (_busy)
        {
            return;
        }

        (_busy, _problems) = (true, []);
        try
        {
            var (basedOn, inForce) = (Revision.Version, InForce);
            var parameters = new DialogParameters<CertificateDialog> { { dialog => dialog.InForce, inForce } };
            if (await Dialogs.AskAsync<CertificateDialog, CertificateReading.Accepted>("Certificate", parameters) is { } key)
            {
                await ApplyAsync(key, overwrite: inForce is not null, basedOn);
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            NotSaved(Log, failure);
            _problems =
            [
                "The certificate could not be saved, because the database did not answer. "
                + "Nothing was changed: press “Define” and try again in a moment.",
            ];
        }
        finally
        {
            (_busy, _isAnswered) = (false, true);
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // The second dialog was opened from the first, which is gone: it cannot give the focus back.
        if (_isAnswered)
        {
            _isAnswered = false;
            await Script.GiveFocusAsync(DefineId);
        }
    }

    // Each round either ends or asks the person once more, about the certificate that is in force by then.
    private async Task ApplyAsync(CertificateReading.Accepted key, bool overwrite, int basedOn)
    {
        while (true)
        {
            var change = PolicyChange.OfCertificate(key.Pem, overwrite);
            PolicyRevision current;
            switch (await Policies.ApplyAsync(change, basedOn, Author, rebase: true, CancellationToken.None))
            {
                case ApplyResult.Applied applied:
                    Snackbars.AddSaved(applied);
                    return;
                case ApplyResult.Invalid(var problems):
                    _problems = [.. problems.Select(problem => problem.ToSentence())];
                    return;
                case ApplyResult.Forbidden:
                    _problems = ["Your account may no longer define the certificate. Nothing was saved; ask an administrator."];
                    return;
                case ApplyResult.Conflict conflict:
                    current = conflict.Current;
                    break;
                case ApplyResult.CertificateExists exists:
                    current = exists.Current;
                    break;
                case var refused when refused.ToRefusal() is { } why:
                    _problems = [why];
                    return;
                case var other:
                    throw new InvalidOperationException($"A change of the certificate cannot end as {other.GetType().Name}.");
            }

            if (current.Policy.Certificate is { } present && present.Sha256 != key.Sha256)
            {
                if (!await CertificateDialog.MayOverwriteAsync(Dialogs, InUse, present, key.Sha256, changedMeanwhile: true))
                {
                    return;
                }

                overwrite = true;
            }

            basedOn = current.Version;
        }
    }

    [LoggerMessage(4002, LogLevel.Error, "A certificate could not be saved.")]
    private static partial void NotSaved(ILogger logger, Exception failure);
}
