using System.Numerics;
using EventAuth.Core.Certificates;

namespace EventAuth.Core.Inspection;

/// <summary>The key in force and those that were, to find out whose signature a token has.</summary>
public sealed class KnownKeys : IDisposable
{
    /// <summary>So many of the newest certificates are tried: each costs an operation with the key.</summary>
    private const int MaxKeys = 100;

    /// <param name="key">The key in force, or null while there is none.</param>
    /// <param name="certificates">All certificates that were ever defined, newest first.</param>
    public KnownKeys(VerificationKey? key, IReadOnlyList<Certificate> certificates)
    {
        Key = key;
        var all = certificates.Select((certificate, index) => KnownKey.Of(
            certificate, certificate.Id == key?.CertificateId ? null : certificates[Math.Max(0, index - 1)].CreatedAt));
        All = [.. all.OfType<KnownKey>().OrderByDescending(known => known.Certificate.Id == key?.CertificateId).Take(MaxKeys)];
    }

    private KnownKeys(VerificationKey? key, List<KnownKey> keys) => (Key, All) = (key, keys);

    /// <summary>The key in force, or null while there is none.</summary>
    internal VerificationKey? Key { get; }

    internal KnownKey? InForce => All.Find(known => known.Certificate.Id == Key?.CertificateId);

    /// <summary>All of them, the one in force before the others.</summary>
    internal List<KnownKey> All { get; }

    /// <summary>Whether an HMAC was made with the text or bytes of a public key in place of a secret.</summary>
    internal bool MadeFromPublicKey(string algorithm, string input, byte[] code)
    {
        var (hash, bytes) = (new HashAlgorithmName("SHA" + algorithm[2..]), Encoding.UTF8.GetBytes(input));
        return All.Exists(known => SecretsOf(known).Any(secret =>
            CryptographicOperations.FixedTimeEquals(CryptographicOperations.HmacData(hash, secret, bytes), code)));
    }

    /// <summary>Keys that were made ready elsewhere, the one in force first.</summary>
    internal static KnownKeys Of(VerificationKey? key, params List<KnownKey> keys) => new(key, keys);

    public void Dispose() => All.ForEach(key => key.Dispose());

    private static IEnumerable<byte[]> SecretsOf(KnownKey key)
    {
        var pem = PemEncoding.WriteString("PUBLIC KEY", key.Info);
        string[] texts = [pem, pem + "\n", pem.ReplaceLineEndings("\r\n"), key.Certificate.Pem, Convert.ToBase64String(key.Info)];
        return texts.Select(Encoding.UTF8.GetBytes).Append(key.Info);
    }
}

/// <summary>A certificate that is or was in force, to find out what its private key signed.</summary>
internal sealed class KnownKey : IDisposable
{
    // The last byte of each RSA-PSS message (RFC 8017, section 9.1.1, step 12); of others one in 256.
    private const byte PssTrailer = 0xbc;

    private static readonly HashAlgorithmName[] PssHashes = [HashAlgorithmName.SHA256, HashAlgorithmName.SHA384, HashAlgorithmName.SHA512];

    private readonly RSA _rsa;

    internal KnownKey(Certificate certificate, DateTimeOffset? overwrittenAt, RSA rsa)
    {
        (Certificate, OverwrittenAt, _rsa) = (certificate, overwrittenAt, rsa);
        Info = CertificateReader.DerOf(certificate.Pem);
    }

    public Certificate Certificate { get; }

    /// <summary>When it was overwritten; null for the one in force.</summary>
    public DateTimeOffset? OverwrittenAt { get; }

    public byte[] Info { get; }

    /// <summary>The length of its signatures, in bytes.</summary>
    public int SignatureLength => (_rsa.KeySize + 7) / 8;

    /// <summary>Reads a stored certificate; null when it cannot be used.</summary>
    public static KnownKey? Of(Certificate certificate, DateTimeOffset? overwrittenAt)
    {
        var rsa = RSA.Create();
        try
        {
            var key = new KnownKey(certificate, overwrittenAt, rsa);
            rsa.ImportSubjectPublicKeyInfo(key.Info, out _);
            return key;
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException or ArgumentOutOfRangeException)
        {
            rsa.Dispose();
            return null;
        }
    }

    /// <summary>What its private key signed for the signature; null for none. One key operation, or up to four for RSA-PSS.</summary>
    /// <param name="input">What was signed, if it was made by RSA-PSS, which hides that.</param>
    public SignedContent? Open(byte[] signature, byte[] input)
    {
        if (signature.Length != SignatureLength)
        {
            return null;
        }

        var numbers = _rsa.ExportParameters(includePrivateParameters: false);
        var (modulus, number) = (Number(numbers.Modulus), Number(signature));
        if (number >= modulus)
        {
            return null;
        }

        var message = new byte[SignatureLength];
        var found = BigInteger.ModPow(number, Number(numbers.Exponent), modulus).ToByteArray(isUnsigned: true, isBigEndian: true);
        found.CopyTo(message.AsSpan(message.Length - found.Length));
        return SignedContent.Read(message) ?? (message[^1] == PssTrailer && SignedByPss(signature, input) ? SignedContent.Pss : null);
    }

    public void Dispose() => _rsa.Dispose();

    private bool SignedByPss(byte[] signature, byte[] input) =>
        Array.Exists(PssHashes, hash => _rsa.VerifyData(input.AsSpan(), signature, hash, RSASignaturePadding.Pss));

    private static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
