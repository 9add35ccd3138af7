namespace EventAuth.Core.Certificates;

/// <summary>
/// Removes one layer after the other from a pasted text until the bytes of a key are left: what mail, forms, programs and documents put
/// around it, then the lines of PEM (RFC 7468). certificate-recogniser.js does the same in the same order.
/// </summary>
internal sealed partial class KeyText(ICollection<CertificateCorrection> corrections)
{
    private const int MaxLayers = 6;

    private int _layer;

    public KeyFinding Read(string original)
    {
        var text = original;
        if (text.StartsWith('\uFEFF'))
        {
            text = text[1..];
            corrections.Add(CertificateCorrection.ByteOrderMarkRemoved);
        }

        text = Corrected(text, Invisible.Replace(text, ""), CertificateCorrection.BlanksRemoved);
        text = RestoreDashes(text);
        var trimmed = text.Trim();
        if (trimmed.Length == 0)
        {
            return CertificateProblem.Empty;
        }

        if (Address.IsMatch(trimmed))
        {
            return CertificateProblem.KeySetAddress;
        }

        if (KeyDocument.ReadJson(trimmed, corrections, content => ReadAgain(content, CertificateCorrection.TakenOutOfString)) is { } inJson)
        {
            return inJson;
        }

        if (trimmed.Contains("<RSAKeyValue", StringComparison.OrdinalIgnoreCase))
        {
            return KeyDocument.ReadXml(trimmed, corrections);
        }

        if (WrittenCharacters.Decode(trimmed) is { } decoded)
        {
            return ReadAgain(decoded, CertificateCorrection.CodesDecoded);
        }

        if (WithoutMailQuotes(trimmed) is { } unquoted)
        {
            return ReadAgain(unquoted, CertificateCorrection.QuoteMarksRemoved);
        }

        if (ProgramString.ContentOf(WrittenCharacters.Unescape(trimmed)) is { } content)
        {
            return ReadAgain(content, CertificateCorrection.TakenOutOfString);
        }

        if (WrittenCharacters.DecodeHexadecimal(trimmed) is { } bytes)
        {
            // The columns of a hex dump are digits, too.
            return KeyWords.HasSecret(Blanks.Replace(trimmed, ""))
                ? CertificateProblem.PrivateKey
                : ReadAgain(Convert.ToBase64String(bytes), CertificateCorrection.CodesDecoded);
        }

        return new KeyFrame(corrections, inner => ReadAgain(inner, CertificateCorrection.Base64Unwrapped)).Read(text);
    }

    private KeyFinding ReadAgain(string text, CertificateCorrection correction)
    {
        corrections.Add(correction);
        return ++_layer > MaxLayers ? CertificateProblem.NotAKey : Read(text);
    }

    private string Corrected(string before, string after, CertificateCorrection correction)
    {
        if (after != before)
        {
            corrections.Add(correction);
        }

        return after;
    }

    private string RestoreDashes(string text)
    {
        var restored = Corrected(text, Dash.Replace(text, "-"), CertificateCorrection.DashesRestored);
        return restored == text ? text : DashedLine.Replace(restored, "-----${line}-----");
    }

    private static string? WithoutMailQuotes(string text)
    {
        var lines = text.Split(["\r\n", "\r", "\n"], StringSplitOptions.None);
        return lines.All(line => line.AsSpan().Trim() is var content && (content.IsEmpty || content[0] == '>'))
            ? string.Join('\n', lines.Select(line => MailQuotes.Replace(line, "")))
            : null;
    }

    [GeneratedRegex(@"^https?://\S+\z", CertificateReader.AnyCase, CertificateReader.Patience)]
    private static partial Regex Address { get; }

    [GeneratedRegex(@"\p{Cf}+", RegexOptions.ExplicitCapture, CertificateReader.Patience)]
    private static partial Regex Invisible { get; }

    [GeneratedRegex(@"[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]", RegexOptions.ExplicitCapture, CertificateReader.Patience)]
    private static partial Regex Dash { get; }

    [GeneratedRegex(@"-{1,9}(?<line>\s*(BEGIN|END)\s+[A-Z0-9 ]{1,30}?\s*)-{1,9}", RegexOptions.ExplicitCapture, CertificateReader.Patience)]
    private static partial Regex DashedLine { get; }

    [GeneratedRegex(@"^[\s>]+", RegexOptions.ExplicitCapture, CertificateReader.Patience)]
    private static partial Regex MailQuotes { get; }

    [GeneratedRegex(@"[\s\0]+", RegexOptions.ExplicitCapture, CertificateReader.Patience)]
    internal static partial Regex Blanks { get; }
}

/// <summary>The DER bytes of a valid RSA public key, or why there are none.</summary>
internal readonly record struct KeyFinding(byte[]? Der, CertificateProblem? Problem)
{
    public static implicit operator KeyFinding(CertificateProblem problem) => new(null, problem);

    public static implicit operator KeyFinding(byte[] der) => new(der, null);
}
