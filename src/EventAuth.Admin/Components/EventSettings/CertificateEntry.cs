using EventAuth.Core.Certificates;

namespace EventAuth.Admin.Components.EventSettings;

/// <summary>What the dialog knows of the text in its box, which itself stays in the browser.</summary>
public abstract record CertificateEntry
{
    private CertificateEntry() { }

    /// <summary>The box is empty.</summary>
    public sealed record Nothing : CertificateEntry;

    /// <summary>A sound public key.</summary>
    public sealed record Key(CertificateReading.Accepted Reading) : CertificateEntry;

    /// <summary>Something else.</summary>
    public sealed record Refusal(CertificateProblem Problem) : CertificateEntry;
}
