namespace EventAuth.Admin.Texts;

/// <summary>Says what is wrong with a certificate that was entered, and what was corrected.</summary>
internal static class CertificateTexts
{
    /// <summary>Extracts the public key of an X.509 certificate.</summary>
    public const string ExtractFromX509 = "openssl x509 -in certificate.pem -pubkey -noout > public.pem";

    /// <summary>The same if the certificate is not in its lines: everything except its base64 is removed first.</summary>
    public const string ExtractFromUnframedX509 =
        @"sed 's/\\[nrt]//g; s/-----[A-Z0-9 ]*-----//g' certificate.pem | tr -cd 'A-Za-z0-9+/=' "
        + "| base64 -d | openssl x509 -pubkey -noout > public.pem";

    /// <summary>Turns a line of OpenSSH into PEM.</summary>
    public const string ConvertFromOpenSsh = "ssh-keygen -f id_rsa.pub -e -m PKCS8 > public.pem";

    /// <summary>The same if only the key itself was copied.</summary>
    public const string ConvertFromOpenSshBody =
        "echo \"ssh-rsa $(tr -cd 'A-Za-z0-9+/=' < key.txt)\" > id_rsa.pub && ssh-keygen -f id_rsa.pub -e -m PKCS8 > public.pem";

    /// <summary>Turns the lines of RFC 4716 into PEM.</summary>
    public const string ConvertFromSsh2 = "ssh-keygen -i -f key.txt > id_rsa.pub && ssh-keygen -f id_rsa.pub -e -m PKCS8 > public.pem";

    /// <summary>How much the certificate in force is used.</summary>
    /// <param name="events">How many events of the last 24 hours came with a valid token of it; null if that could not be read.</param>
    /// <param name="seconds">How long the newest of its tokens can still be used, as far as this process has seen them.</param>
    public static string ToUse(long? events, long seconds) =>
        (events switch
        {
            null => "It could not be read how many events of the last 24 hours came with a token of the old one.",
            0 => "No event of the last 24 hours came with a token of the old one.",
            { } count => $"{Numbers.Count("event", count)} of the last 24 hours came with a token of the old one.",
        })
        + (seconds > 0 ? $" The newest of these tokens expires in {TimeTexts.Span(seconds)}." : "");

    /// <summary>The command that converts the input to what is needed, as in the sentence; null if there is none.</summary>
    public static string? ToCommand(this CertificateProblem problem) => problem switch
    {
        CertificateProblem.X509Certificate => ExtractFromX509,
        CertificateProblem.X509CertificateUnframed => ExtractFromUnframedX509,
        CertificateProblem.OpensshPublicKey => ConvertFromOpenSsh,
        CertificateProblem.OpensshKeyBody => ConvertFromOpenSshBody,
        CertificateProblem.Ssh2PublicKey => ConvertFromSsh2,
        _ => null,
    };

    /// <summary>What is wrong and what to do, for a person who did not create the key.</summary>
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
            + $"Save it as certificate.pem, extract the key with: {ExtractFromX509} and enter the content of public.pem.",
        CertificateProblem.X509CertificateUnframed =>
            "This is an X.509 certificate. Only its public key is needed. "
            + $"Save it as certificate.pem, extract the key with: {ExtractFromUnframedX509} and enter the content of public.pem.",
        CertificateProblem.X509CertificateUnreadable =>
            "This is an X.509 certificate, or a part of one, but not in its own lines. Only its public key is needed. "
            + "Export the certificate as PEM and enter all of it: then the command that extracts the key is shown here.",
        CertificateProblem.CertificateRequest =>
            "This is a certificate request (CSR). Only the public key is needed: "
            + "enter the content of public.pem, which you get from the same private key.",
        CertificateProblem.Pkcs7 =>
            "This is a PKCS#7 file, a container of certificates. Only a public key is needed: enter the content of public.pem.",
        CertificateProblem.PgpKey =>
            "This is a PGP key, which cannot check tokens. Make an RSA pair of 2048 bits with openssl and enter its public key.",
        CertificateProblem.OpensshPublicKey =>
            "This is an RSA public key of OpenSSH. "
            + $"Save it as id_rsa.pub, convert it with: {ConvertFromOpenSsh} and enter the content of public.pem.",
        CertificateProblem.OpensshKeyBody =>
            "This is an RSA public key of OpenSSH without its first word. "
            + $"Save it as key.txt, convert it with: {ConvertFromOpenSshBody} and enter the content of public.pem.",
        CertificateProblem.Ssh2PublicKey =>
            "This is an RSA public key of OpenSSH in the lines of SSH2. "
            + $"Save it as key.txt, convert it with: {ConvertFromSsh2} and enter the content of public.pem.",
        CertificateProblem.OpensshKeyUnreadable =>
            "This is an RSA public key of OpenSSH, but not its line alone as ssh-keygen writes it: there is something around it, "
            + "or it is broken. Enter the one line that begins with ssh-rsa: then the command that converts it is shown here.",
        CertificateProblem.Token =>
            "This is a token (JWT), not the key that checks it. A token is a secret of one customer: do not send it to anybody. "
            + "Enter the content of the file public.pem.",
        CertificateProblem.SharedSecret =>
            "This looks like a shared secret, as HS256 tokens use it. Tokens are checked with an RSA public key here. "
            + "Sign with RS256 in your backend and enter the content of public.pem.",
        CertificateProblem.Fingerprint =>
            "This is the fingerprint of a key. The key itself is needed: enter the content of the file public.pem.",
        CertificateProblem.KeySetAddress =>
            "This is an address. Keys are not fetched from addresses: open it, and enter the one RSA key that it shows.",
        CertificateProblem.EncryptedFile =>
            "This file is encrypted. A public key is no secret: enter the content of public.pem as it is.",
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
        CertificateProblem.SmallFactor =>
            "This key is damaged: its modulus can be divided by a small number, which no RSA key can. "
            + "Export the public key from the private key again.",
        CertificateProblem.PrimeModulus =>
            "This is not a safe RSA key: its modulus is a prime instead of a product of two, so anyone could sign with it. "
            + "Make a new pair with openssl.",
        CertificateProblem.PowerModulus =>
            "This is not a safe RSA key: its modulus is a power of one number, such as a square, so anyone could sign with it. "
            + "Make a new pair with openssl.",
        CertificateProblem.ClosePrimes =>
            "This RSA key can be broken at once: its two primes are almost the same number. The program that made it chooses primes badly. "
            + "Make a new pair with openssl.",
        CertificateProblem.RocaKey =>
            "This RSA key comes from a smart card or chip whose keys can be broken (ROCA, CVE-2017-15361). Make a new pair with openssl.",
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

    public static string ToSentence(this CertificateCorrection correction) => correction switch
    {
        CertificateCorrection.ByteOrderMarkRemoved => "The byte-order mark was removed.",
        CertificateCorrection.LineBreaksRemoved => "Line breaks were removed.",
        CertificateCorrection.WrittenLineBreaksRemoved => "Line breaks written as \\n were removed.",
        CertificateCorrection.BlanksRemoved => "Blanks and invisible characters were removed.",
        CertificateCorrection.DashesRestored => "Dashes that a program had replaced were restored.",
        CertificateCorrection.QuoteMarksRemoved => "The signs of quoted mail were removed.",
        CertificateCorrection.CodesDecoded => "Characters written as codes were restored.",
        CertificateCorrection.TakenOutOfString => "The key was taken out of the text around it.",
        CertificateCorrection.Base64Unwrapped => "The key was in base64 once more than needed; that was undone.",
        CertificateCorrection.Base64urlRestored => "The letters of base64url were changed to those of base64.",
        CertificateCorrection.PlusSignsRestored => "Plus signs that had become blanks were restored.",
        CertificateCorrection.LabelCorrected => "The lines around the key were corrected: it is a public key and no certificate.",
        CertificateCorrection.ConvertedFromPkcs1 => "The key was converted from PKCS#1 (RSA PUBLIC KEY).",
        CertificateCorrection.ConvertedFromJwk => "The key was converted from a JWK.",
        CertificateCorrection.ConvertedFromXml => "The key was converted from XML (RSAKeyValue).",
        CertificateCorrection.HeaderAdded => "The lines BEGIN PUBLIC KEY and END PUBLIC KEY were added.",
    };
}
