using EventAuth.Core.Certificates;
using EventAuth.Core.Policies;
using EventAuth.Core.Tokens;

namespace EventAuth.Core.Inspection;

/// <summary>
/// Names the cause for which ingest refused a token: the one that the inspector names first for the same header. What was sent is read and
/// not kept. The work is bounded, since anybody can send bad tokens: for each one the key in force and at most <see
/// cref="FormerKeys.Most"/> former ones are tried once, and beyond <see cref="CauseAllowance"/> the check's own failure is used.
/// </summary>
public sealed class TokenCauses(TokenInspector inspector, FormerKeys former)
{
    private readonly CauseAllowance _allowance = new();
    private volatile CauseKeys? _keys;

    /// <summary>The cause as recorded: a code of docs/token-findings.md, or the failure's name when there were too many.</summary>
    /// <param name="failure">What the check of the token found.</param>
    /// <param name="authorization">The header's value; several of them are joined as RFC 9110, section 5.3, has it.</param>
    /// <param name="snapshot">The policy by which the token was refused.</param>
    /// <param name="now">The moment at which it was refused.</param>
    public string Of(TokenFailure failure, string authorization, PolicySnapshot snapshot, DateTimeOffset now)
    {
        // About a proof, and how it was sent, the check itself says all there is.
        if (TokenFindingCodes.Find(failure) is { } code)
        {
            return code.ToText();
        }

        if (!_allowance.HasRoom(now))
        {
            return failure.ToString();
        }

        var cause = inspector.FindCause("Authorization: " + authorization, KeysOf(snapshot), now, out var askedKeys);
        _allowance.Spend(authorization.Length, askedKeys);
        return (cause ?? TokenFindingCode.Unexplained).ToText();
    }

    // One set serves all requests under the same keys. It is not disposed when replaced: another request may still use it.
    private KnownKeys KeysOf(PolicySnapshot snapshot)
    {
        var (inForce, certificates) = (snapshot.Revision.Policy.Certificate, former.Certificates);
        var keys = _keys;
        if (keys is null || keys.InForce?.Id != inForce?.Id || !ReferenceEquals(keys.Former, certificates))
        {
            IReadOnlyList<Certificate> all = inForce is null ? certificates : [inForce, .. certificates];
            keys = new CauseKeys(inForce, certificates, new KnownKeys(snapshot.Key, all));
            _keys = keys;
        }

        return keys.Known;
    }

    private sealed record CauseKeys(Certificate? InForce, IReadOnlyList<Certificate> Former, KnownKeys Known);
}
