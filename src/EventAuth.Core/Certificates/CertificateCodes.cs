using System.Collections.Immutable;
using System.Text.Json;

namespace EventAuth.Core.Certificates;

/// <summary>Stable codes of what can be wrong with a certificate and what is put right, for programs and the browser's check.</summary>
public static class CertificateCodes
{
    private static readonly Dictionary<string, CertificateProblem> Problems = Enum.GetValues<CertificateProblem>().ToDictionary(ToCode);

    private static readonly Dictionary<string, CertificateCorrection> AllCorrections =
        Enum.GetValues<CertificateCorrection>().ToDictionary(correction => CodeOf(correction.ToString()));

    /// <summary>The problem behind a code.</summary>
    public static bool TryParse(string? code, out CertificateProblem problem)
    {
        problem = default;
        return code is not null && Problems.TryGetValue(code, out problem);
    }

    /// <summary>The code of a problem.</summary>
    public static string ToCode(this CertificateProblem problem) => CodeOf(problem.ToString());

    /// <summary>The corrections behind codes, each once; unknown codes are left out.</summary>
    public static ImmutableArray<CertificateCorrection> ToCorrections(IEnumerable<string> codes) =>
        [.. codes.Where(AllCorrections.ContainsKey).Select(code => AllCorrections[code]).Distinct().Order()];

    /// <summary>The codes of corrections, in order.</summary>
    public static IEnumerable<string> ToCodes(IEnumerable<CertificateCorrection> corrections) =>
        corrections.Select(correction => CodeOf(correction.ToString())).Order(StringComparer.Ordinal);

    private static string CodeOf(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
