namespace EventAuth.Core.Certificates;

/// <summary>The codes of what can be wrong with a certificate.</summary>
public static class CertificateProblemExtensions
{
    private static readonly Dictionary<string, CertificateProblem> ByCode =
        Enum.GetValues<CertificateProblem>().ToDictionary(problem => problem.ToCode());

    /// <summary>The problem behind a code.</summary>
    public static bool TryParse(string? code, out CertificateProblem problem)
    {
        problem = default;
        return code is not null && ByCode.TryGetValue(code, out problem);
    }

    /// <summary>The stable code of a problem, for programs and for the browser's own check.</summary>
    public static string ToCode(this CertificateProblem problem) => problem switch
    {
        CertificateProblem.Empty => "empty",
        CertificateProblem.TooLarge => "too_large",
        CertificateProblem.PrivateKey => "private_key",
        CertificateProblem.X509Certificate => "x509_certificate",
        CertificateProblem.OpenSshPublicKey => "openssh_public_key",
        CertificateProblem.NotRsa => "not_rsa",
        CertificateProblem.RsaPss => "rsa_pss",
        CertificateProblem.KeyTooShort => "key_too_short",
        CertificateProblem.KeyTooLong => "key_too_long",
        CertificateProblem.EvenModulus => "even_modulus",
        CertificateProblem.BadExponent => "bad_exponent",
        CertificateProblem.SeveralKeys => "several_keys",
        CertificateProblem.TrailingBytes => "trailing_bytes",
        CertificateProblem.CutOff => "cut_off",
        CertificateProblem.NotAKey => "not_a_key",
    };
}
