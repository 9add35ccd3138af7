using EventAuth.Core.Tokens;

namespace EventAuth.Core.Decisions;

/// <summary>What becomes of an event whose token was not taken.</summary>
public static class TokenRejection
{
    /// <summary>The reason for which the event is rejected, or null for a valid token. Outsiders learn of expiry alone.</summary>
    public static DecisionReason? ToRejection(this TokenFailure failure) => failure switch
    {
        TokenFailure.None => null,
        TokenFailure.Expired => DecisionReason.TokenExpired,
        _ => DecisionReason.InvalidToken,
    };
}
