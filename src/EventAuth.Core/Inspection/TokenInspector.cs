using EventAuth.Core.Decisions;
using EventAuth.Core.Tokens;

namespace EventAuth.Core.Inspection;

/// <summary>
/// Finds everything that is right and wrong about a token. <see cref="TokenVerifier"/> stops at the first fault; this goes on with
/// what was probably meant. The verdict is the verifier's, on the token as it was pasted, so that the two cannot differ. Keeps
/// nothing and writes nothing anywhere.
/// </summary>
/// <param name="rules">The settings under which tokens are checked.</param>
/// <param name="ended">The customers whose tokens were ended.</param>
public sealed class TokenInspector(TokenRules rules, EndedTokens ended)
{
    /// <summary>The longest text that is inspected, in characters. A token has at most <see cref="TokenRules.MaxLength"/>.</summary>
    public const int MaxPasted = 64 * 1024;

    private readonly TokenVerifier _verifier = new(rules, ended);

    /// <summary>Inspects a pasted text. Never throws, whatever it is.</summary>
    /// <param name="text">What was pasted: a token, or a whole header, or anything.</param>
    /// <param name="sent">What an event sent with it says about its customer, or null.</param>
    /// <param name="keys">The key in force and the former ones.</param>
    /// <param name="now">The moment at which the token is checked.</param>
    public TokenInspection Inspect(string text, EventIdentifiers? sent, KnownKeys keys, DateTimeOffset now)
    {
        if (text.Length > MaxPasted)
        {
            var tooLong = new Sight(new PastedText("", ""), new FindingList());
            tooLong.Findings.Wrong(TokenFindingCode.TooLong, ("characters", text.Length));
            return Conclude(tooLong, TokenVerification.Failed(TokenFailure.TooLong));
        }

        var sight = Look(text, sent, keys, now);
        var pasted = sight.Pasted;
        var isBearer = rules.Proof is not null && HeaderWords.IsWholeBearer(text);
        sight.Findings.WrongIf(
            isBearer && (rules.RequiresProof || sight.Findings.Has(TokenFindingCode.ConfirmationRight)), TokenFindingCode.BearerScheme);
        var verification = isBearer && rules.RequiresProof ? TokenVerification.Failed(TokenFailure.BearerScheme)
            : pasted.IsOtherHeader ? TokenVerification.Failed(TokenFailure.NotABearer)
            : Verify(pasted.Sent, keys, now);
        if (verification.Failure == TokenFailure.None)
        {
            verification = isBearer && verification.NamesKey ? TokenVerification.Failed(TokenFailure.BearerScheme)
                : NeedsKey(text) && !verification.NamesKey ? TokenVerification.Failed(TokenFailure.BadConfirmation)
                : verification;
        }

        if (sight.Token is not null && pasted.Token != pasted.Sent && Verify(pasted.Token, keys, now).Failure == TokenFailure.None)
        {
            sight.Findings.Right(TokenFindingCode.RightWhenCleaned);
        }

        return Conclude(sight, verification);
    }

    /// <summary>The first problem of a refused header, or null. Each key is tried once at most: the verdict is known.</summary>
    /// <param name="keys">The key by which it was refused, and those that were in force before.</param>
    /// <param name="askedKeys">How many keys were tried, which costs most.</param>
    internal TokenFindingCode? FindCause(string header, KnownKeys keys, DateTimeOffset now, out int askedKeys)
    {
        askedKeys = 0;
        if (header.Length > MaxPasted)
        {
            return TokenFindingCode.TooLong;
        }

        var sight = Look(header, null, keys, now);
        askedKeys = sight.AskedKeys;
        return sight.Findings.InOrder().FirstOrDefault(finding => finding.Severity == TokenFindingSeverity.Wrong)?.Code;
    }

    // Where tokens must be proven, the other scheme is the right one (RFC 9449, section 7.1). What follows is read in the same way.
    private string AsBearer(string text) => rules.Proof is null ? text : HeaderWords.WithBearer(text);

    // That scheme is for tokens that name a key, even where others are accepted.
    private bool NeedsKey(string text) => rules.RequiresProof || (rules.Proof is not null && HeaderWords.IsProven(text));

    private Sight Look(string text, EventIdentifiers? sent, KnownKeys keys, DateTimeOffset now)
    {
        var findings = new FindingList();
        var copying = new FindingList();
        var pasted = PastedText.Read(AsBearer(text), copying);
        if (pasted.Foreign is { } foreign)
        {
            findings.Add(foreign);
            return new Sight(pasted, findings);
        }

        findings.AddRange(copying);
        var token = LooseToken.Read(pasted.Token, findings);
        InspectLength(pasted.Sent, token?.Claims, findings);
        if (token is null)
        {
            return new Sight(pasted, findings);
        }

        var algorithm = token.Header is { } header ? HeaderInspection.Inspect(header, keys, token, findings) : null;
        var signature = new SignatureInspection(keys, token, findings);
        var certificateId = signature.Inspect(algorithm);
        var expires = token.Claims is { } claims ? InspectClaims(claims, sent, NeedsKey(text), now, findings) : null;
        return new Sight(pasted, findings, token, certificateId, expires, signature.AskedKeys);
    }

    private static void InspectLength(string sent, LooseJson? claims, FindingList findings)
    {
        var length = Encoding.UTF8.GetByteCount(sent);
        if (length > TokenRules.MaxLength)
        {
            var largest = claims?.Members.OrderByDescending(member => member.Value.GetRawText().Length)
                .Select(member => member.Name).FirstOrDefault();
            findings.Wrong(TokenFindingCode.TooLong, ("bytes", length), ("largest", largest));
        }
    }

    /// <summary>Returns when the token expires, in seconds since 1970; null if it does not say.</summary>
    private double? InspectClaims(
        LooseJson claims, EventIdentifiers? sent, bool needsKey, DateTimeOffset now, FindingList findings)
    {
        var (expires, issuedAt) = new TimeInspection(claims, rules, now, findings).Inspect();
        PartyInspection.Inspect(claims, rules, needsKey, findings);
        var identity = new IdentityInspection(claims, findings).Inspect();
        var isEnded = identity is not null && ended.Includes(new VerifiedToken(identity, 0, 0, issuedAt ?? 0));
        findings.WrongIf(isEnded, TokenFindingCode.Ended);
        if (sent is not null)
        {
            new EventInspection(identity, findings).Inspect(sent);
        }

        return expires;
    }

    private TokenVerification Verify(string token, KnownKeys keys, DateTimeOffset now) =>
        _verifier.VerifyUncached(Encoding.UTF8.GetBytes(token), keys.Key, now);

    private static TokenInspection Conclude(Sight sight, TokenVerification verification)
    {
        var findings = sight.Findings;
        var isUnexplained = verification.Failure != TokenFailure.None && !findings.HasWrong;
        findings.WrongIf(isUnexplained, TokenFindingCode.Unexplained, ("failure", verification.Failure));
        return new TokenInspection
        {
            Findings = findings.InOrder(),
            Failure = verification.Failure,
            Rejection = RejectionOf(findings, verification.Failure),
            Header = sight.Token?.HeaderText,
            Claims = sight.Token?.ClaimsText,
            HasToken = sight.Token is not null,
            HasHeader = sight.Token?.Header is not null,
            HasClaims = sight.Token?.Claims is not null,
            CertificateId = sight.CertificateId,
            ExpiresAt = sight.Expires is { } expires ? DateTimeOffset.UnixEpoch.AddSeconds(expires) : null,
            Use = verification.Use,
        };
    }

    // In the order of the checks of a request.
    private static DecisionReason? RejectionOf(FindingList findings, TokenFailure failure) => failure switch
    {
        _ when findings.Has(TokenFindingCode.EventIdentifierMalformed) => DecisionReason.InvalidEvent,
        TokenFailure.Expired => DecisionReason.TokenExpired,
        not TokenFailure.None => DecisionReason.InvalidToken,
        _ => findings.Has(TokenFindingCode.EventMismatch) ? DecisionReason.IdentityMismatch : null,
    };

    /// <summary>Everything found in a text before the check of requests.</summary>
    private sealed record Sight(
        PastedText Pasted,
        FindingList Findings,
        LooseToken? Token = null,
        string? CertificateId = null,
        double? Expires = null,
        int AskedKeys = 0);
}
