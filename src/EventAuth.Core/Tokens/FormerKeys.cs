using System.Security.Cryptography;
using EventAuth.Core.Certificates;

namespace EventAuth.Core.Tokens;

/// <summary>
/// The keys of certificates that were overwritten, to say of a rejected token that one of them signed it: after a rotation that is what went wrong
/// most often. They never make a token valid.
/// </summary>
public sealed class FormerKeys
{
    /// <summary>The cause that earlier versions recorded.</summary>
    public const string Cause = "FormerKey";

    /// <summary>So many of the newest are tried: each costs a signature check.</summary>
    public const int Most = 4;

    private volatile VerificationKey[] _keys = [];
    private volatile IReadOnlyList<Certificate> _certificates = [];

    /// <summary>The certificates of these keys, newest first.</summary>
    internal IReadOnlyList<Certificate> Certificates => _certificates;

    /// <summary>Takes the certificates that are not in force.</summary>
    /// <param name="certificates">All that were ever defined, newest first.</param>
    /// <param name="inForce">The id of the one in force, or null.</param>
    public void Set(IEnumerable<Certificate> certificates, string? inForce)
    {
        var former = certificates.Where(certificate => certificate.Id != inForce)
            .Select(certificate => (Certificate: certificate, Key: TryRead(certificate)))
            .Where(read => read.Key is not null)
            .Take(Most)
            .ToList();
        _keys = [.. former.Select(read => read.Key!)];
        _certificates = former.ConvertAll(read => read.Certificate);
    }

    /// <summary>Whether the private key of one of them signed a token.</summary>
    /// <param name="token">What stands after <c>Bearer </c> in the header.</param>
    public bool HaveSigned(ReadOnlySpan<byte> token)
    {
        var keys = _keys;
        Span<byte> buffer = stackalloc byte[Math.Min(token.Length, TokenRules.MaxLength)];
        if (keys.Length == 0 || JwsCompact.Read(token, buffer, out var jws) != TokenFailure.None)
        {
            return false;
        }

        foreach (var key in keys)
        {
            if (jws.Check(key) == TokenFailure.None)
            {
                return true;
            }
        }

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
}
