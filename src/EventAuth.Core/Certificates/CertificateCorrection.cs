namespace EventAuth.Core.Certificates;

/// <summary>What was put right in a pasted key. The stable code of each is its name in lower case with low lines.</summary>
public enum CertificateCorrection
{
    ByteOrderMarkRemoved,
    LineBreaksRemoved,
    WrittenLineBreaksRemoved,

    /// <summary>Blanks and characters that nobody sees (Unicode's category Cf).</summary>
    BlanksRemoved,
    DashesRestored,

    /// <summary>The signs in front of each line of quoted mail.</summary>
    QuoteMarksRemoved,

    /// <summary>Characters written as %2B, &amp;#43; or in hexadecimal.</summary>
    CodesDecoded,

    /// <summary>It stood in a string of a program or of a JSON document.</summary>
    TakenOutOfString,

    /// <summary>It was in base64 once or several times more than needed.</summary>
    Base64Unwrapped,
    Base64urlRestored,

    /// <summary>A form had turned + into blanks.</summary>
    PlusSignsRestored,
    LabelCorrected,
    HeaderAdded,
    ConvertedFromPkcs1,
    ConvertedFromJwk,
    ConvertedFromXml,
}
