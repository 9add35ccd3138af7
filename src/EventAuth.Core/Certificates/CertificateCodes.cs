namespace EventAuth.Core.Certificates;

/// <summary>Stable codes of what can be wrong with a certificate and of what is corrected, for programs and the browser's check.</summary>
public static class CertificateCodes
{
    /// <summary>The problem behind a code.</summary>
    public static bool TryParse(string? code, out CertificateProblem problem) => EnumCode.TryParse(code, out problem);

    /// <summary>The code of a problem.</summary>
    public static string ToCode(this CertificateProblem problem) => EnumCode.Of(problem);

    /// <summary>The corrections behind codes, each once; unknown codes are left out.</summary>
    public static ImmutableArray<CertificateCorrection> ToCorrections(IEnumerable<string> codes) =>
        [.. codes.Select(code => EnumCode.TryParse(code, out CertificateCorrection known) ? known : (CertificateCorrection?)null)
            .OfType<CertificateCorrection>().Distinct().Order()];

    /// <summary>The codes of corrections, in order.</summary>
    public static IEnumerable<string> ToCodes(IEnumerable<CertificateCorrection> corrections) =>
        corrections.Select(correction => EnumCode.Of(correction)).Order(StringComparer.Ordinal);
}
