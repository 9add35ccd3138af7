using System.Security.Claims;
using EventAuth.Admin.Access;
using EventAuth.Admin.Components.Kit;
using EventAuth.Admin.Components.Leaving;
using EventAuth.Admin.Documents;
using EventAuth.Admin.Explanations;
using EventAuth.Admin.Texts;
using EventAuth.Core.Certificates;
using EventAuth.Core.Policies;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;

namespace EventAuth.Admin.Components.EventSettings.Certificates;

/// <summary>Shows the certificate in force and lets a person define another one.</summary>
public sealed partial class CertificateCard
{
    private const string DefineId = SettingsAddress.CertificateAnchor + "-define";

    private IReadOnlyList<string> _problems = [];
    private bool _busy;
    private bool _isAnswered;

    /// <summary>The policy in force.</summary>
    [Parameter, EditorRequired]
    public required PolicyRevision Revision { get; set; }

    /// <summary>Who applies.</summary>
    [Parameter, EditorRequired]
    public required ClaimsPrincipal Author { get; set; }

    /// <summary>Whether the page can open the dialog.</summary>
    [Parameter]
    public bool Ready { get; set; } = true;

    /// <summary>Whether this person may define the certificate.</summary>
    [Parameter, EditorRequired]
    public bool Changeable { get; set; }

    [Inject]
    private PolicyGuard Policies { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbars { get; set; } = default!;

    [Inject]
    private ILogger<CertificateCard> Log { get; set; } = default!;

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

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
            var basedOn = Revision.Version;
            if (await CertificateDialog.OpenAsync(Dialogs, InForce) is { } choice)
            {
                await ApplyAsync(choice, basedOn);
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            CertificateLog.NotSaved(Log, failure);
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

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // The second dialog was opened from the first, which is gone: it has nowhere to give the focus back to.
        if (_isAnswered)
        {
            _isAnswered = false;
            await Script.GiveFocusAsync(DefineId);
        }
    }

    // Each turn either ends or asks the person once more, about the certificate that is in force by then.
    private async Task ApplyAsync(CertificateChoice choice, int basedOn)
    {
        while (true)
        {
            var change = PolicyChange.OfCertificate(choice.Pem, choice.Overwrite);
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
                case var other:
                    throw new InvalidOperationException($"A change of the certificate cannot end as {other.GetType().Name}.");
            }

            if (current.Policy.Certificate is { } present && present.Sha256 != choice.Sha256)
            {
                if (!await OverwriteQuestion.AskAsync(Dialogs, present, choice.Sha256, changedMeanwhile: true))
                {
                    return;
                }

                choice = choice with { Overwrite = true };
            }

            basedOn = current.Version;
        }
    }
}
