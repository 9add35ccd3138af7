using EventAuth.Core.Tokens;

namespace EventAuth.Core.Decisions;

/// <summary>The contract's words for reasons.</summary>
public static class DecisionReasonExtensions
{
    /// <summary>Whether the reason accepts an event.</summary>
    public static bool Accepts(this DecisionReason reason) => reason < DecisionReason.JwtRequired;

    /// <summary>The code in answers and in the decision record.</summary>
    public static string ToCode(this DecisionReason reason) => EnumCode.Of(reason);

    /// <summary>The HTTP status of the answer to a single event.</summary>
    public static int ToStatus(this DecisionReason reason) => reason switch
    {
        DecisionReason.JwtRequired or DecisionReason.InvalidToken or DecisionReason.TokenExpired => 401,
        DecisionReason.IdentityMismatch or DecisionReason.NotAllowedForAnonymous => 403,
        DecisionReason.InvalidEvent or DecisionReason.MalformedJson => 400,
        DecisionReason.ListedWithJwt or DecisionReason.ListedUpdateWithoutJwt or DecisionReason.Authenticated
            or DecisionReason.ListedAnonymous or DecisionReason.AnonymousListEmpty or DecisionReason.KnownCustomer => 202,
    };

    /// <summary>The reason behind a code.</summary>
    public static bool TryParse(string code, out DecisionReason reason) => EnumCode.TryParse(code, out reason);

    /// <summary>The reason for which the event is rejected, or null for a valid token. Outsiders learn only about expiry.</summary>
    public static DecisionReason? ToRejection(this TokenFailure failure) => failure switch
    {
        TokenFailure.None => null,
        TokenFailure.Expired => DecisionReason.TokenExpired,
        _ => DecisionReason.InvalidToken,
    };
}
