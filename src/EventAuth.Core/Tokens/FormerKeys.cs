using EventAuth.Core.Certificates;
using EventAuth.Core.Limits;

namespace EventAuth.Core.Tokens;

/// <summary>
/// The keys of certificates that were overwritten, to recognise rejected tokens that one of them signed: after a rotation that is the
/// most frequent mistake. They never make a token valid. A stranger's tokens are tried with all of them, so the checks per second are
/// limited, and what was found is remembered as long as the keys stay the same.
/// </summary>
public sealed class FormerKeys
{
    /// <summary>The cause that earlier versions recorded.</summary>
    public const string Cause = "FormerKey";

    /// <summary>How many of the newest are tried: each costs a signature check.</summary>
    public const int Most = 4;

    /// <summary>
    /// How many signature checks a second find causes. After a rotation the newest key is nearly always the right one, so this is as
    /// many tokens per second: as many as can be recorded in a minute. With keys of 8192 bits it is a tenth of a core.
    /// </summary>
    public const int ChecksPerSecond = 100;

    private readonly Quota _checks = new(ChecksPerSecond, TimeSpan.FromSeconds(1));
    private volatile KeySet? _keys;
    private volatile IReadOnlyList<Certificate> _certificates = [];

    /// <summary>The certificates of these keys, newest first.</summary>
    internal IReadOnlyList<Certificate> Certificates => _certificates;

    /// <summary>Uses the certificates that are not in force.</summary>
    /// <param name="certificates">All that were ever defined, newest first.</param>
    /// <param name="inForce">The id of the one in force, or null.</param>
    public void Set(IEnumerable<Certificate> certificates, string? inForce)
    {
        var former = certificates.Where(certificate => certificate.Id != inForce)
            .Select(certificate => (Certificate: certificate, Key: TryRead(certificate)))
            .Where(read => read.Key is not null)
            .Take(Most)
            .ToList();
        _certificates = former.ConvertAll(read => read.Certificate);
        Set([.. former.Select(read => read.Key!)]);
    }

    /// <summary>Whether the private key of one of them signed a token; also false if the checks of this second are used up.</summary>
    /// <param name="token">What follows <c>Bearer </c> in the header.</param>
    public bool HaveSigned(ReadOnlySpan<byte> token, DateTimeOffset now)
    {
        var keys = _keys;
        Span<byte> buffer = stackalloc byte[Math.Min(token.Length, TokenRules.MaxLength)];
        if (keys is null || JwsCompact.Read(token, buffer, out var jws) != TokenFailure.None)
        {
            return false;
        }

        var digest = TokenDigest.Of(token);
        return keys.Signed.Includes(digest) || (!keys.Strange.Includes(digest) && Try(keys, jws, digest, now));
    }

    /// <summary>Uses keys that are ready, newest first.</summary>
    internal void Set(VerificationKey[] keys) => _keys = keys.Length == 0 ? null : new KeySet(keys);

    private bool Try(KeySet keys, in JwsCompact jws, in TokenDigest digest, DateTimeOffset now)
    {
        foreach (var key in keys.Keys)
        {
            if (!jws.Fits(key))
            {
                continue;
            }

            if (!_checks.TryTake(now))
            {
                return false;
            }

            if (jws.Check(key) == TokenFailure.None)
            {
                keys.Signed.Remember(digest);
                return true;
            }
        }

        keys.Strange.Remember(digest);
        return false;
    }

    private static VerificationKey? TryRead(Certificate certificate)
    {
        try
        {
            return VerificationKey.Of(certificate);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Keys, and the results of tokens checked with them.</summary>
    private sealed record KeySet(VerificationKey[] Keys)
    {
        /// <summary>More than are recorded in a minute; takes half a MiB.</summary>
        private const int MaxRemembered = 16 * 1024;

        public RefusedTokens Signed { get; } = new(MaxRemembered);

        public RefusedTokens Strange { get; } = new(MaxRemembered);
    }
}
