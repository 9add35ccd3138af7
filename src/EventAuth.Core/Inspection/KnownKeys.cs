using System.Security.Cryptography;
using System.Text;
using EventAuth.Core.Certificates;
using EventAuth.Core.Tokens;

namespace EventAuth.Core.Inspection;

/// <summary>The key in force and those that were, to find out whose signature a token has.</summary>
public sealed class KnownKeys : IDisposable
{
    /// <summary>So many of the newest certificates are tried: each costs an operation with the key.</summary>
    private const int MaxKeys = 100;

    private readonly List<KnownKey> _keys;

    /// <param name="key">The key in force, or null while there is none.</param>
    /// <param name="certificates">All certificates that were ever defined, newest first.</param>
    public KnownKeys(VerificationKey? key, IReadOnlyList<Certificate> certificates)
    {
        Key = key;
        var all = certificates.Select((certificate, index) =>
            KnownKey.Of(certificate, certificate.Id == key?.CertificateId ? null : OverwrittenAt(certificates, index)));
        _keys = [.. all.OfType<KnownKey>().OrderByDescending(known => known.Certificate.Id == key?.CertificateId).Take(MaxKeys)];
    }

    private KnownKeys(VerificationKey? key, List<KnownKey> keys) => (Key, _keys) = (key, keys);

    /// <summary>The key in force, or null while there is none.</summary>
    internal VerificationKey? Key { get; }

    /// <summary>The certificate in force, or null.</summary>
    internal KnownKey? InForce => _keys.Find(known => known.Certificate.Id == Key?.CertificateId);

    /// <summary>All of them, the one in force before the others.</summary>
    internal IReadOnlyList<KnownKey> All => _keys;

    /// <summary>Whether an HMAC was made with the text or bytes of a public key in place of a secret.</summary>
    internal bool MadeFromPublicKey(string algorithm, string input, byte[] code) =>
        _keys.Exists(known => SecretsOf(known).Any(secret =>
            CryptographicOperations.FixedTimeEquals(Hmac(algorithm, secret, Encoding.UTF8.GetBytes(input)), code)));

    /// <summary>Keys that were made ready elsewhere, the one in force first.</summary>
    internal static KnownKeys Of(VerificationKey? key, params List<KnownKey> keys) => new(key, keys);

    /// <inheritdoc/>
    public void Dispose() => _keys.ForEach(key => key.Dispose());

    private static DateTimeOffset OverwrittenAt(IReadOnlyList<Certificate> certificates, int index) =>
        certificates[Math.Max(0, index - 1)].CreatedAt;

    private static byte[] Hmac(string algorithm, byte[] secret, byte[] input) => algorithm.ToUpperInvariant() switch
    {
        "HS384" => HMACSHA384.HashData(secret, input),
        "HS512" => HMACSHA512.HashData(secret, input),
        _ => HMACSHA256.HashData(secret, input),
    };

    private static IEnumerable<byte[]> SecretsOf(KnownKey key)
    {
        var pem = PemEncoding.WriteString("PUBLIC KEY", key.Info);
        string[] texts = [pem, pem + "\n", pem.ReplaceLineEndings("\r\n"), key.Certificate.Pem, Convert.ToBase64String(key.Info)];
        return texts.Select(Encoding.UTF8.GetBytes).Append(key.Info);
    }
}
