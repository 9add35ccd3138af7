namespace EventAuth.Core.Certificates;

/// <summary>What was put right in a pasted key.</summary>
public enum CertificateCorrection
{
    ByteOrderMarkRemoved,
    LineBreaksRemoved,
    WrittenLineBreaksRemoved,
    BlanksRemoved,
    ConvertedFromPkcs1,
    HeaderAdded,
}
