using EventAuth.Core.Certificates;
using EventAuth.Core.Policies;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Radzen;

namespace EventAuth.Admin.Components.EventSettings;

/// <summary>Shows the certificate in force and lets a person define another one.</summary>
public sealed partial class CertificateCard
{
    private bool _busy;
    private string? _problem;

    /// <summary>The revision that the page shows.</summary>
    [Parameter, EditorRequired]
    public PolicyRevision Revision { get; set; } = null!;

    /// <summary>Tells the page which revision is in force after this card was used.</summary>
    [Parameter]
    public EventCallback<PolicyRevision> OnApplied { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [Inject]
    private PolicyService Policies { get; set; } = null!;

    [Inject]
    private DialogService Dialogs { get; set; } = null!;

    [Inject]
    private NotificationService Notifications { get; set; } = null!;

    private Certificate? InForce => Revision.Policy.Certificate;

    private async Task DefineAsync()
    {
        _problem = null;
        _busy = true;
        try
        {
            var basedOn = Revision.Version;
            if (await CertificateDialog.OpenAsync(Dialogs, InForce) is { } choice)
            {
                await ApplyAsync(choice, basedOn);
            }
        }
        finally
        {
            _busy = false;
        }
    }

    // Each turn either ends or asks the person once more, about the certificate that is in force by then.
    private async Task ApplyAsync(CertificateChoice choice, int basedOn)
    {
        while (true)
        {
            var author = (await Authentication).User.Identity?.Name ?? throw new InvalidOperationException("Nobody is signed in.");
            var change = PolicyChange.OfCertificate(choice.Pem, choice.Overwrite);
            PolicyRevision current;
            switch (await Policies.ApplyAsync(change, basedOn, author, rebase: true, CancellationToken.None))
            {
                case ApplyResult.Applied applied:
                    await SayAsync(applied);
                    return;
                case ApplyResult.Invalid invalid:
                    _problem = string.Join(' ', invalid.Problems.Select(problem => problem.Message));
                    return;
                case ApplyResult.Conflict conflict:
                    current = conflict.Current;
                    break;
                case ApplyResult.CertificateExists exists:
                    current = exists.Current;
                    break;
                default:
                    throw new InvalidOperationException("Applying ended in a way this card does not know.");
            }

            if (current.Policy.Certificate is { } present && present.Sha256 != choice.Sha256)
            {
                if (!await OverwriteCertificateDialog.AskAsync(Dialogs, present, choice.Sha256, changedMeanwhile: true))
                {
                    await OnApplied.InvokeAsync(current);
                    return;
                }

                choice = choice with { Overwrite = true };
            }

            basedOn = current.Version;
        }
    }

    private async Task SayAsync(ApplyResult.Applied applied)
    {
        var version = applied.Revision.Version;
        Notifications.Notify(
            NotificationSeverity.Success,
            applied.Changed ? "Saved" : "Nothing to save",
            applied.Changed ? $"Version {version} is in force." : $"This certificate was in force already, in version {version}.");
        await OnApplied.InvokeAsync(applied.Revision);
    }
}
