namespace EventAuth.Core.Decisions;

/// <summary>The contract's words for reasons.</summary>
public static class DecisionReasonExtensions
{
    private static readonly Dictionary<string, DecisionReason> ByCode =
        Enum.GetValues<DecisionReason>().ToDictionary(reason => reason.ToCode());

    /// <summary>Whether the reason accepts an event.</summary>
    public static bool Accepts(this DecisionReason reason) => reason < DecisionReason.JwtRequired;

    /// <summary>The code in answers and in the decision record.</summary>
    public static string ToCode(this DecisionReason reason) => reason switch
    {
        DecisionReason.ListedWithJwt => "listed_with_jwt",
        DecisionReason.ListedUpdateWithoutJwt => "listed_update_without_jwt",
        DecisionReason.Authenticated => "authenticated",
        DecisionReason.ListedAnonymous => "listed_anonymous",
        DecisionReason.AnonymousListEmpty => "anonymous_list_empty",
        DecisionReason.KnownCustomer => "known_customer",
        DecisionReason.JwtRequired => "jwt_required",
        DecisionReason.InvalidToken => "invalid_token",
        DecisionReason.TokenExpired => "token_expired",
        DecisionReason.IdentityMismatch => "identity_mismatch",
        DecisionReason.NotAllowedForAnonymous => "not_allowed_for_anonymous",
        DecisionReason.InvalidEvent => "invalid_event",
        DecisionReason.MalformedJson => "malformed_json",
    };

    /// <summary>The HTTP status with which an event of its own is answered.</summary>
    public static int ToStatus(this DecisionReason reason) => reason switch
    {
        DecisionReason.JwtRequired or DecisionReason.InvalidToken or DecisionReason.TokenExpired => 401,
        DecisionReason.IdentityMismatch or DecisionReason.NotAllowedForAnonymous => 403,
        DecisionReason.InvalidEvent or DecisionReason.MalformedJson => 400,
        DecisionReason.ListedWithJwt or DecisionReason.ListedUpdateWithoutJwt or DecisionReason.Authenticated
            or DecisionReason.ListedAnonymous or DecisionReason.AnonymousListEmpty or DecisionReason.KnownCustomer => 202,
    };

    /// <summary>The reason behind a code.</summary>
    public static bool TryParse(string code, out DecisionReason reason) => ByCode.TryGetValue(code, out reason);
}
