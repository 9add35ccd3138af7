namespace EventAuth.Core.Certificates;

/// <summary>The plain words for what was wrong with, or put right in, a certificate; and the code of each problem.</summary>
public static class CertificateWords
{
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

    /// <summary>What is wrong and the way out.</summary>
    public static string ToWords(this CertificateProblem problem) => problem.ToCode();

    /// <summary>What was put right.</summary>
    public static string ToWords(this CertificateCorrection correction) => correction.ToString();
}
