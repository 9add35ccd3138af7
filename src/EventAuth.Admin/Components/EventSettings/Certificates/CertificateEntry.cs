using EventAuth.Core.Certificates;

namespace EventAuth.Admin.Components.EventSettings.Certificates;

/// <summary>What the dialog knows of the text in its box, which itself stays in the browser.</summary>
public abstract record CertificateEntry
{
    private CertificateEntry() { }

    /// <summary>The box is empty.</summary>
    public sealed record EmptyBox : CertificateEntry;

    /// <summary>A sound public key.</summary>
    public sealed record PublicKeyFound(CertificateReading.Accepted Reading) : CertificateEntry;

    /// <summary>Something else.</summary>
    public sealed record OtherText(CertificateProblem Problem) : CertificateEntry;
}
