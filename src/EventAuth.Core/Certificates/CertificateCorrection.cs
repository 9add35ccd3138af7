namespace EventAuth.Core.Certificates;

/// <summary>What was put right in a pasted key. Each has its words in <see cref="CertificateWords"/>.</summary>
public enum CertificateCorrection
{
    ByteOrderMarkRemoved,
    LineBreaksRemoved,
    WrittenLineBreaksRemoved,
    BlanksRemoved,
    ConvertedFromPkcs1,
    HeaderAdded,
}
