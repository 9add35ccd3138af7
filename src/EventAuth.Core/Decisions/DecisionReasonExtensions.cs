using EventAuth.Core.Tokens;

namespace EventAuth.Core.Decisions;

/// <summary>The contract's words for reasons.</summary>
public static class DecisionReasonExtensions
{
    /// <summary>Whether the reason accepts an event.</summary>
    public static bool Accepts(this DecisionReason reason) => reason < DecisionReason.JwtRequired;

    /// <summary>The reasons for which the lists, or the rule for all other events, reject an event.</summary>
    public static ImmutableArray<DecisionReason> OfLists { get; } =
        [DecisionReason.JwtRequired, DecisionReason.NotAllowedForAnonymous, DecisionReason.NotListed, DecisionReason.OtherNeedsJwt];

    /// <summary>The code in answers and in the decision record.</summary>
    public static string ToCode(this DecisionReason reason) => EnumCode.Of(reason.Answered());

    /// <summary>The HTTP status of the answer to a single event.</summary>
    public static int ToStatus(this DecisionReason reason) => reason switch
    {
        < DecisionReason.JwtRequired => 202,
        DecisionReason.JwtRequired or DecisionReason.OtherNeedsJwt or DecisionReason.InvalidToken or DecisionReason.TokenExpired => 401,
        DecisionReason.IdentityMismatch or DecisionReason.NotAllowedForAnonymous or DecisionReason.NotListed => 403,
        DecisionReason.InvalidEvent or DecisionReason.MalformedJson => 400,
    };

    /// <summary>The reason behind a code.</summary>
    public static bool TryParse(string code, out DecisionReason reason) =>
        EnumCode.TryParse(code, out reason) && reason.Answered() == reason;

    /// <summary>The reason for which the event is rejected, or null for a valid token. Outsiders learn only about expiry.</summary>
    public static DecisionReason? ToRejection(this TokenFailure failure) => failure switch
    {
        TokenFailure.None => null,
        TokenFailure.Expired => DecisionReason.TokenExpired,
        _ => DecisionReason.InvalidToken,
    };
}
