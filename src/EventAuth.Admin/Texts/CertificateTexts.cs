using EventAuth.Core.Certificates;

namespace EventAuth.Admin.Texts;

/// <summary>Says what is wrong with a certificate that was entered, and what was corrected.</summary>
internal static class CertificateTexts
{
    /// <summary>Takes the public key out of an X.509 certificate.</summary>
    public const string ExtractFromX509 = "openssl x509 -in certificate.pem -pubkey -noout > public.pem";

    /// <summary>Turns a line of OpenSSH into PEM.</summary>
    public const string ConvertFromOpenSsh = "ssh-keygen -f id_rsa.pub -e -m PKCS8 > public.pem";

    /// <summary>What is wrong and what to do, for a person who did not make the key.</summary>
    public static string ToSentence(this CertificateProblem problem) => problem switch
    {
        CertificateProblem.Empty => "There is no key yet. Paste the content of the file public.pem, or upload the file.",
        CertificateProblem.TooLarge =>
            "This is larger than 64 KiB; no public key is that large. Choose the file public.pem, which has about 500 bytes.",
        CertificateProblem.PrivateKey =>
            "This is a private key. It belongs only in your backend: anyone who has it can sign for every customer. "
            + "It was not kept, but treat it as disclosed: make a new pair, give the new private key to your backend only, "
            + "and enter the new public key here.",
        CertificateProblem.X509Certificate =>
            "This is an X.509 certificate. Only its public key is needed. "
            + $"Extract it with: {ExtractFromX509} and enter the content of public.pem.",
        CertificateProblem.OpenSshPublicKey =>
            "This is a public key in OpenSSH format. "
            + $"If it is an RSA key, convert it with: {ConvertFromOpenSsh} and enter the content of public.pem.",
        CertificateProblem.NotRsa =>
            "This is a public key, but not an RSA key, which RS256 tokens need. Make an RSA pair of 2048 bits and enter its public key.",
        CertificateProblem.RsaPss =>
            "This RSA key is only for RSA-PSS signatures, but tokens are signed with RS256. "
            + "Make an ordinary RSA pair of 2048 bits and enter its public key.",
        CertificateProblem.KeyTooShort =>
            "This RSA key has fewer than 2048 bits and could be broken. Make a pair of 2048 bits and enter its public key.",
        CertificateProblem.KeyTooLong =>
            "This RSA key has more than 8192 bits; checking tokens with it would take too long. "
            + "Make a pair of 2048 to 8192 bits and enter its public key.",
        CertificateProblem.EvenModulus =>
            "This key is damaged: its modulus is even, which no RSA key has. Export the public key from the private key again.",
        CertificateProblem.BadExponent =>
            "The public exponent of this RSA key is not safe: it must be odd, at least 65537, and fit into 64 bits. "
            + "Make a new pair with openssl, which uses 65537, and enter its public key.",
        CertificateProblem.SeveralKeys => "There is more than one key. Tokens are checked with exactly one: enter only that one.",
        CertificateProblem.TrailingBytes =>
            "There is something before or after the public key. Enter only the content of public.pem, from the first dash to the last.",
        CertificateProblem.CutOff =>
            "The key is cut off: part of it is missing. Copy all of public.pem, from -----BEGIN PUBLIC KEY----- "
            + "to -----END PUBLIC KEY-----, or upload the file.",
        CertificateProblem.NotAKey =>
            "This is not a public key. Enter the content of the file public.pem, which begins with -----BEGIN PUBLIC KEY-----.",
    };

    /// <summary>What was corrected.</summary>
    public static string ToSentence(this CertificateCorrection correction) => correction switch
    {
        CertificateCorrection.ByteOrderMarkRemoved => "The byte-order mark was removed.",
        CertificateCorrection.LineBreaksRemoved => "Line breaks were removed.",
        CertificateCorrection.WrittenLineBreaksRemoved => "Line breaks written as \\n were removed.",
        CertificateCorrection.BlanksRemoved => "Blanks were removed.",
        CertificateCorrection.ConvertedFromPkcs1 => "The key was converted from PKCS#1 (RSA PUBLIC KEY).",
        CertificateCorrection.HeaderAdded => "The lines BEGIN PUBLIC KEY and END PUBLIC KEY were added.",
    };
}
