using System.Text;
using System.Text.RegularExpressions;

namespace EventAuth.Core.Certificates;

/// <summary>
/// Of what can be turned into a public key by one command, tells the form apart, since the command depends on it: it is offered only where it works
/// on the very text that was given.
/// </summary>
internal static partial class WayOut
{
    /// <summary>The problem that stands for the form of the text.</summary>
    /// <param name="problem">What the text is.</param>
    /// <param name="given">The whole text.</param>
    public static CertificateProblem Of(CertificateProblem problem, string given) => problem switch
    {
        CertificateProblem.X509Certificate when Lined.IsMatch(given) => problem,
        CertificateProblem.X509Certificate => IsCertificateWithoutFrame(given) ? CertificateProblem.X509CertificateUnframed : CertificateProblem.X509CertificateUnreadable,
        CertificateProblem.OpensshPublicKey when OpensshLine.IsMatch(given) => problem,
        CertificateProblem.OpensshPublicKey when OpensshBody.IsMatch(given) => CertificateProblem.OpensshKeyBody,
        CertificateProblem.OpensshPublicKey when Ssh2Lines.IsMatch(given) => CertificateProblem.Ssh2PublicKey,
        CertificateProblem.OpensshPublicKey => CertificateProblem.OpensshKeyUnreadable,
        _ => problem,
    };

    // As the command does it: without written line breaks, lines of dashes and whatever is no base64.
    private static bool IsCertificateWithoutFrame(string given)
    {
        var body = NoBase64.Replace(DashedLine.Replace(WrittenLineBreak.Replace(given, ""), ""), "");
        return body.Length % 4 == 0
            && KeyBody.Decode(body) is { Length: > 0 } bytes
            && ((KeyStructure.FindProblem(bytes) == CertificateProblem.X509Certificate && DerBeginning.Of(bytes).IsWhole) || Lined.IsMatch(Encoding.UTF8.GetString(bytes)));
    }

    // What openssl takes: a line of dashes, lines of base64, a line of dashes.
    [GeneratedRegex(@"^-----BEGIN ([A-Z0-9]+ )?CERTIFICATE-----\r?\n([A-Za-z0-9+/=]{1,76}\r?\n)+-----END ([A-Z0-9]+ )?CERTIFICATE-----\s*$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, CertificateReader.Patience)]
    private static partial Regex Lined { get; }

    [GeneratedRegex(@"^\s*ssh-rsa [A-Za-z0-9+/=]+( [^\r\n]*)?\s*\z", RegexOptions.ExplicitCapture, CertificateReader.Patience)]
    private static partial Regex OpensshLine { get; }

    [GeneratedRegex(@"^\s*AAAA[A-Za-z0-9+/=\s]+\z", RegexOptions.ExplicitCapture, CertificateReader.Patience)]
    private static partial Regex OpensshBody { get; }

    [GeneratedRegex(@"^---- BEGIN SSH2 PUBLIC KEY ----\r?\n", RegexOptions.ExplicitCapture, CertificateReader.Patience)]
    private static partial Regex Ssh2Lines { get; }

    [GeneratedRegex(@"\\[nrt]", RegexOptions.ExplicitCapture, CertificateReader.Patience)]
    private static partial Regex WrittenLineBreak { get; }

    [GeneratedRegex("-----[A-Z0-9 ]*-----", RegexOptions.ExplicitCapture, CertificateReader.Patience)]
    private static partial Regex DashedLine { get; }

    [GeneratedRegex("[^A-Za-z0-9+/=]", RegexOptions.ExplicitCapture, CertificateReader.Patience)]
    private static partial Regex NoBase64 { get; }
}
