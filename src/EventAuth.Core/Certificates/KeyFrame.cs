namespace EventAuth.Core.Certificates;

/// <summary>The lines of PEM around a key (RFC 7468), or a body without them, after everything else around it was removed.</summary>
/// <param name="readText">Reads the text that was encoded in base64 instead of DER.</param>
internal sealed partial class KeyFrame(ICollection<CertificateCorrection> corrections, Func<string, KeyFinding> readText)
{
    public KeyFinding Read(string text)
    {
        var plain = WrittenCharacters.Unescape(text);
        var unwritten = WrittenLineBreak.Replace(plain, "");
        var lineless = LineBreaks.Replace(unwritten, "");
        var tight = KeyText.Blanks.Replace(lineless, "");

        var labels = KeyWords.LabelsIn(tight);
        var frame = labels.Count == 1 && Framed.Match(tight) is { Success: true } match ? match : null;
        var label = frame?.Groups["label"].Value ?? "";
        var holdsKey = KeyWords.IsPublicLabel(label) || KeyWords.IsCertificateLabel(label);
        var foreign = KeyWords.Find(tight, labels);
        if (foreign is { } other && !(other == CertificateProblem.X509Certificate && holdsKey))
        {
            return other;
        }

        if (!holdsKey && tight.Contains("-----", StringComparison.Ordinal))
        {
            return KeyBody.HasPrivateKey(tight) ? CertificateProblem.PrivateKey : KeyWords.FindFaultOfFrame(tight);
        }

        var body = holdsKey ? frame!.Groups["body"].Value : tight;
        var found = KeyBody.Find(body, holdsKey ? SpacedBody.Match(lineless).Groups["body"].Value.Trim() : lineless.Trim());
        if (found?.FindText() is { } inner)
        {
            return readText(inner);
        }

        if (found is not { IsSequence: true })
        {
            return KeyBody.HasPrivateKey(tight) ? CertificateProblem.PrivateKey
                : foreign is { } named ? named
                : KeyWords.FindElse(lineless.Trim(), body, holdsKey, found);
        }

        if (found.Problem is { } problem)
        {
            return KeyBody.HasPrivateKey(tight) ? CertificateProblem.PrivateKey : problem;
        }

        if (found.Correction is { } restored)
        {
            corrections.Add(restored);
        }

        AddIf(unwritten != plain, CertificateCorrection.WrittenLineBreaksRemoved);
        AddIf(lineless != unwritten, CertificateCorrection.LineBreaksRemoved);
        AddIf(KeyWords.IsCertificateLabel(label), CertificateCorrection.LabelCorrected);
        AddIf(!holdsKey, CertificateCorrection.HeaderAdded);
        AddIf(
            found.Correction != CertificateCorrection.PlusSignsRestored && lineless != (holdsKey ? KeyWords.Frame(label, body) : body),
            CertificateCorrection.BlanksRemoved);
        AddIf(found.IsPkcs1, CertificateCorrection.ConvertedFromPkcs1);
        return found.Bytes;
    }

    private void AddIf(bool isSo, CertificateCorrection correction)
    {
        if (isSo)
        {
            corrections.Add(correction);
        }
    }

    [GeneratedRegex(
        @"\\{1,4}([rnt]|u000[9ad]|x0[9ad])|\\{1,4}(?=[ \t]*([\r\n]|\z))",
        CertificateReader.AnyCase, CertificateReader.Patience)]
    private static partial Regex WrittenLineBreak { get; }

    [GeneratedRegex(@"[\r\n\v\f\u0085\u2028\u2029]+", RegexOptions.ExplicitCapture, CertificateReader.Patience)]
    private static partial Regex LineBreaks { get; }

    [GeneratedRegex(
        @"^-----BEGIN(?<label>[A-Z0-9]+)-----(?<body>.*)-----END\k<label>-----\z",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline, CertificateReader.Patience)]
    private static partial Regex Framed { get; }

    [GeneratedRegex(
        @"-----\s*BEGIN[A-Z0-9\s]+-----(?<body>.*?)-----\s*END",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline, CertificateReader.Patience)]
    private static partial Regex SpacedBody { get; }
}
