using EventAuth.Core.Certificates;

namespace EventAuth.Core.Inspection;

/// <summary>The key in force and the former ones, to find out whose signature a token has.</summary>
public sealed class KnownKeys : IDisposable
{
    /// <summary>How many of the newest certificates are tried: each costs a key operation.</summary>
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

    /// <summary>Whether an HMAC was made with the text or bytes of a public key instead of a secret.</summary>
    internal bool MadeFromPublicKey(string algorithm, string input, byte[] code)
    {
        var (hash, bytes) = (new HashAlgorithmName("SHA" + algorithm[2..]), Encoding.UTF8.GetBytes(input));
        return All.Exists(known => SecretsOf(known).Any(secret =>
            CryptographicOperations.FixedTimeEquals(CryptographicOperations.HmacData(hash, secret, bytes), code)));
    }

    /// <summary>Keys that were prepared elsewhere, the one in force first.</summary>
    internal static KnownKeys Of(VerificationKey? key, params List<KnownKey> keys) => new(key, keys);

    public void Dispose() => All.ForEach(key => key.Dispose());

    private static IEnumerable<byte[]> SecretsOf(KnownKey key)
    {
        var pem = PemEncoding.WriteString("PUBLIC KEY", key.Info);
        string[] texts = [pem, pem + "\n", pem.ReplaceLineEndings("\r\n"), key.Certificate.Pem, Convert.ToBase64String(key.Info)];
        return texts.Select(Encoding.UTF8.GetBytes).Append(key.Info);
    }
}
