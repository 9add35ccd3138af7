using Microsoft.JSInterop;

namespace EventAuth.Admin.Components.EventSettings.Certificates;

/// <summary>Receives what certificate-guard.js hands over: the bytes of a public key, or the code of a refusal.</summary>
public sealed class CertificateCallbacks(Func<CertificateReading, Task> onReading)
{
    /// <summary>A public key. It is read again here: what a browser claims decides nothing.</summary>
    /// <param name="key">DER in base64.</param>
    /// <param name="corrections">The codes of what was corrected to read it; unknown ones are left out.</param>
    [JSInvokable]
    public Task Recognised(string key, string[] corrections)
    {
        var reading = CertificateReader.Read(key);
        return onReading(reading is CertificateReading.Accepted accepted
            ? accepted with { Corrections = CertificateCodes.ToCorrections(corrections) }
            : reading);
    }

    /// <summary>A refusal by its code; an unknown code counts as "not a key".</summary>
    [JSInvokable]
    public Task Refused(string code) => onReading(
        new CertificateReading.Refused(CertificateCodes.TryParse(code, out var problem) ? problem : CertificateProblem.NotAKey));
}
