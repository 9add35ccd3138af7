namespace EventAuth.Core.Certificates;

/// <summary>The DER bytes of a sound RSA public key, or why there are none.</summary>
internal readonly record struct KeyFinding(byte[]? Der, CertificateProblem? Problem)
{
    public static implicit operator KeyFinding(CertificateProblem problem) => new(null, problem);

    public static implicit operator KeyFinding(byte[] der) => new(der, null);
}
