using System.Collections.Immutable;

namespace EventAuth.Core.Certificates;

/// <summary>The bytes that a pasted text carries as PEM (RFC 7468) or as base64 alone, and what had to be put right to get at them.</summary>
internal sealed class KeyText
{
    /// <summary>The line before a stored key.</summary>
    public const string Begin = "-----BEGIN PUBLIC KEY-----";

    /// <summary>The line after it.</summary>
    public const string End = "-----END PUBLIC KEY-----";

    private const string Pkcs1Begin = "-----BEGIN RSA PUBLIC KEY-----";
    private const string Pkcs1End = "-----END RSA PUBLIC KEY-----";

    private KeyText(byte[] der, ImmutableArray<CertificateCorrection> corrections)
    {
        Der = der;
        Corrections = corrections;
    }

    /// <summary>Why there are no bytes, or null.</summary>
    public CertificateProblem? Problem { get; private init; }

    public byte[] Der { get; }

    public ImmutableArray<CertificateCorrection> Corrections { get; }

    public static KeyText Read(string text)
    {
        var squeezed = SqueezedText.Of(text);
        return KeyTextKinds.FindForeign(text, squeezed.Text) is { } foreign
            ? Refused(foreign)
            : ReadFramed(squeezed, Begin, End) ?? ReadFramed(squeezed, Pkcs1Begin, Pkcs1End) ?? ReadBare(squeezed);
    }

    private static KeyText? ReadFramed(SqueezedText squeezed, string begin, string end)
    {
        var text = squeezed.Text;
        var (tightBegin, tightEnd) = (Tight(begin), Tight(end));
        var from = text.IndexOf(tightBegin, StringComparison.Ordinal);
        if (from < 0)
        {
            return null;
        }

        var to = text.IndexOf(tightEnd, from + tightBegin.Length, StringComparison.Ordinal);
        if (to < 0)
        {
            return Refused(CertificateProblem.CutOff);
        }

        if (from > 0 || to + tightEnd.Length < text.Length)
        {
            return Refused(CertificateProblem.TrailingBytes);
        }

        var body = text[tightBegin.Length..to];
        return Decode(body, squeezed, begin + body + end, framed: true);
    }

    private static KeyText ReadBare(SqueezedText squeezed)
    {
        var text = squeezed.Text;
        if (!text.StartsWith('-') && !text.EndsWith('-'))
        {
            return Decode(text, squeezed, text, framed: false);
        }

        // A whole line with another name on it is another thing; a part of a line is a part of a key.
        var line = text.IndexOf("-----BEGIN", StringComparison.Ordinal);
        return Refused(line >= 0 && text.IndexOf("-----", line + 10, StringComparison.Ordinal) >= 0
            ? CertificateProblem.NotAKey
            : CertificateProblem.CutOff);
    }

    private static KeyText Decode(string body, SqueezedText squeezed, string straight, bool framed)
    {
        // Every key of these sizes begins with a sequence of two length bytes, which base64 writes as "MII".
        var begun = framed || body.StartsWith("MII", StringComparison.Ordinal);
        var der = new byte[body.Length];
        if (!Convert.TryFromBase64String(body, der, out var length))
        {
            var characters = body.AsSpan().TrimEnd('=');
            var isBase64 = !characters.ContainsAnyExcept(KeyTextKinds.Base64);
            return Refused(begun && isBase64 ? CertificateProblem.CutOff : CertificateProblem.NotAKey);
        }

        if (length == 0)
        {
            return Refused(framed ? CertificateProblem.CutOff : CertificateProblem.Empty);
        }

        Array.Resize(ref der, length);
        if (!framed && KeyTextKinds.FindWrapped(der) is { } wrapped)
        {
            return Refused(wrapped);
        }

        var corrections = squeezed.Corrections(straight);
        return new KeyText(der, framed ? corrections : corrections.Add(CertificateCorrection.HeaderAdded));
    }

    private static KeyText Refused(CertificateProblem problem) => new([], []) { Problem = problem };

    private static string Tight(string line) => line.Replace(" ", "", StringComparison.Ordinal);
}
