namespace EventAuth.Core.Certificates;

/// <summary>The bytes in the body of a key.</summary>
/// <param name="Correction">What was corrected to get them.</param>
internal sealed partial record KeyBody(byte[] Bytes, CertificateCorrection? Correction)
{
    // A public key has four bytes of tag and length before its first member.
    private const int FirstMember = 4;

    private const int MinText = 64;

    public bool IsSequence => Bytes is [DerBeginning.SequenceTag, ..];

    /// <summary>Whether a valid key is a bare RSAPublicKey (RFC 8017, appendix A.1.1).</summary>
    public bool IsPkcs1 => Bytes[FirstMember] == DerBeginning.IntegerTag;

    /// <summary>Why the bytes cannot be the key, or null.</summary>
    public CertificateProblem? Problem { get; } =
        Bytes is [DerBeginning.SequenceTag, ..] ? KeyStructure.FindProblem(Bytes) : CertificateProblem.NotAKey;

    /// <summary>Reads it as it is, as base64url, or with plus signs for spaces: whichever gives a key; null if not base64.</summary>
    public static KeyBody? Find(string body, string spaced)
    {
        List<KeyBody> found = [];
        Add(body, body.AsSpan().ContainsAny('-', '_') ? CertificateCorrection.Base64urlRestored : null);
        if (spaced.Contains(' ', StringComparison.Ordinal))
        {
            Add(spaced.Replace(' ', '+'), CertificateCorrection.PlusSignsRestored);
        }

        return found.Find(one => one.Problem is null)
            ?? found.Find(one => one.Problem is not CertificateProblem.CutOff and not CertificateProblem.NotAKey)
            ?? found.FirstOrDefault();

        void Add(string text, CertificateCorrection? correction)
        {
            if (Decode(text) is { } bytes)
            {
                found.Add(new KeyBody(bytes, correction));
            }
        }
    }

    /// <summary>Whether there is a private key among other things, which is just as bad.</summary>
    public static bool HasPrivateKey(string tight) =>
        Run.Matches(tight).Any(run => Decode(run.Value[..(run.Length / 4 * 4)]) is [DerBeginning.SequenceTag, ..] bytes
            && KeyStructure.FindProblem(bytes) == CertificateProblem.PrivateKey);

    /// <summary>The bytes of base64 or base64url, with or without padding (RFC 4648); null for anything else.</summary>
    public static byte[]? Decode(string text)
    {
        var body = text.Replace('-', '+').Replace('_', '/');
        var characters = body.TrimEnd('=');
        var padding = body.Length - characters.Length;
        return padding <= 2 && (padding == 0 || body.Length % 4 == 0) && characters.Length % 4 != 1
            && characters.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '+' or '/')
            ? Convert.FromBase64String(characters.PadRight((characters.Length + 3) / 4 * 4, '='))
            : null;
    }

    /// <summary>The text that was encoded in base64 instead of DER; null if the bytes are not text.</summary>
    public string? FindText()
    {
        if (Bytes.Length < MinText)
        {
            return null;
        }

        var text = Encoding().GetString(Bytes);
        var printed = string.Concat(text.Where(sign => sign != '\0' && !char.IsWhiteSpace(sign)));
        return Printable.IsMatch(text) || KeyWords.HasSecret(printed) ? text : null;
    }

    private Encoding Encoding() => Bytes switch
    {
        [0xFF, 0xFE, ..] or [_, 0, ..] => System.Text.Encoding.Unicode,
        [0xFE, 0xFF, ..] or [0, ..] => System.Text.Encoding.BigEndianUnicode,
        _ => System.Text.Encoding.UTF8,
    };

    [GeneratedRegex("[A-Za-z0-9+/]{40,}", RegexOptions.ExplicitCapture, CertificateReader.Patience)]
    private static partial Regex Run { get; }

    [GeneratedRegex(@"^[\t\n\r\u0020-\u007E\u00A0-\uFFFC]+\z", RegexOptions.ExplicitCapture, CertificateReader.Patience)]
    private static partial Regex Printable { get; }
}
