using EventAuth.Core.Certificates;
using Microsoft.JSInterop;

namespace EventAuth.Admin.Components.EventSettings.Certificates;

/// <summary>Takes what certificate-guard.js hands over: a text it knows to be public, or the code of a refusal.</summary>
public sealed class CertificateInbox(Func<CertificateEntry, Task> onEntry)
{
    /// <summary>A public text. It is read again here: what a browser claims decides nothing.</summary>
    [JSInvokable]
    public Task Recognised(string text) => onEntry(CertificateReader.Read(text) switch
    {
        CertificateReading.Accepted accepted => new CertificateEntry.PublicKeyFound(accepted),
        CertificateReading.Refused refused => ToEntry(refused.Problem),
        _ => throw new InvalidOperationException("A reading is accepted or refused."),
    });

    /// <summary>A refusal by its code; an unknown code counts as "not a key".</summary>
    [JSInvokable]
    public Task Refused(string code) =>
        onEntry(ToEntry(CertificateProblemExtensions.TryParse(code, out var problem) ? problem : CertificateProblem.NotAKey));

    private static CertificateEntry ToEntry(CertificateProblem problem) =>
        problem == CertificateProblem.Empty ? new CertificateEntry.EmptyBox() : new CertificateEntry.OtherText(problem);
}
