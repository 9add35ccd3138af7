namespace EventAuth.Core.Certificates;

/// <summary>What was corrected in a pasted key. The stable code of each is its name in lower case with underscores.</summary>
public enum CertificateCorrection
{
    ByteOrderMarkRemoved,
    LineBreaksRemoved,
    WrittenLineBreaksRemoved,

    /// <summary>Spaces and invisible characters (Unicode's category Cf).</summary>
    BlanksRemoved,
    DashesRestored,

    /// <summary>The marks at the start of each line of quoted mail.</summary>
    QuoteMarksRemoved,

    /// <summary>Characters written as %2B, &amp;#43; or in hexadecimal.</summary>
    CodesDecoded,

    /// <summary>It was in a string of a program or of a JSON document.</summary>
    TakenOutOfString,

    /// <summary>It was encoded in base64 more often than needed.</summary>
    Base64Unwrapped,
    Base64urlRestored,

    /// <summary>A form had turned + into spaces.</summary>
    PlusSignsRestored,
    LabelCorrected,
    HeaderAdded,
    ConvertedFromPkcs1,
    ConvertedFromJwk,
    ConvertedFromXml,
}
