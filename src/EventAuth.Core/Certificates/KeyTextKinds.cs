using System.Buffers;
using System.Text;

namespace EventAuth.Core.Certificates;

/// <summary>Knows by their texts the things that people paste instead of a public key.</summary>
internal static class KeyTextKinds
{
    /// <summary>The alphabet of base64 (RFC 4648, section 4) without padding.</summary>
    public static readonly SearchValues<char> Base64 =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");

    private static readonly SearchValues<string> Secrets = SearchValues.Create(
        ["PRIVATEKEY", "PuTTY-User-Key-File", "\"d\":\"", "b3BlbnNzaC1rZXktdjE"],
        StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> OpenSshPublic = SearchValues.Create(
        ["ssh-rsa", "ssh-ed25519", "ssh-dss", "ecdsa-sha2-", "sk-ssh-", "sk-ecdsa-", "----BEGINSSH2PUBLICKEY", "AAAAB3NzaC1"],
        StringComparison.Ordinal);

    /// <summary>What the text is, when it is not meant to be a public key in PEM or base64; null when it may be.</summary>
    /// <param name="text">As pasted.</param>
    /// <param name="squeezed">The same without blanks and line breaks.</param>
    public static CertificateProblem? FindForeign(string text, string squeezed)
    {
        if (squeezed.Length == 0)
        {
            return CertificateProblem.Empty;
        }

        if (squeezed.AsSpan().ContainsAny(Secrets))
        {
            return CertificateProblem.PrivateKey;
        }

        var blocks = Count(squeezed, "-----BEGIN");
        if (Count(squeezed, "-----BEGINCERTIFICATE-----") + Count(squeezed, "-----BEGINTRUSTEDCERTIFICATE-----") + Count(squeezed, "-----BEGINX509CERTIFICATE-----") is > 0 and var certificates
            && certificates == blocks)
        {
            return CertificateProblem.X509Certificate;
        }

        if (text.AsSpan().TrimStart().IndexOfAny(OpenSshPublic) == 0 || squeezed.AsSpan().IndexOfAny(OpenSshPublic) == 0)
        {
            return CertificateProblem.OpenSshPublicKey;
        }

        return blocks > 1 ? CertificateProblem.SeveralKeys : null;
    }

    /// <summary>What base64 was wrapped around, when it was a text and not DER.</summary>
    public static CertificateProblem? FindWrapped(ReadOnlySpan<byte> bytes)
    {
        if (bytes[0] == DerValue.Sequence)
        {
            return null;
        }

        var text = SqueezedText.Of(Encoding.Latin1.GetString(bytes).Replace("\0", "", StringComparison.Ordinal)).Text;
        return text.AsSpan().ContainsAny(Secrets) || text.Contains("openssh-key-v1", StringComparison.Ordinal)
            ? CertificateProblem.PrivateKey
            : CertificateProblem.NotAKey;
    }

    private static int Count(string text, string part)
    {
        var count = 0;
        for (var at = text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(part, at + 1, StringComparison.Ordinal))
        {
            count++;
        }

        return count;
    }
}
