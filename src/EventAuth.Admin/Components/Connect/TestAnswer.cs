namespace EventAuth.Admin.Components.Connect;

/// <summary>What the browser says of a test event; see test-site.js.</summary>
/// <param name="Kind">
/// "accepted"; "refused"; "unreachable" if the request failed; "no_script" if the SDK could not be loaded; "no_answer" in time; "no_site"
/// if the test could not start.
/// </param>
/// <param name="Status">The HTTP status, of the event's own verdict if there is one.</param>
/// <param name="Code">The code of a refusal.</param>
/// <param name="Reason">The reason of an acceptance, if it was answered.</param>
/// <param name="HadToken">Whether a token was sent.</param>
internal sealed record TestAnswer(string Kind, int? Status, string? Code, string? Reason, bool HadToken)
{
    /// <summary>Whether it was accepted.</summary>
    public bool IsAccepted => Kind == "accepted";

    /// <summary>The reason of the decision, as far as it was answered.</summary>
    public DecisionReason? Decided =>
        DecisionReasonExtensions.TryParse(Code ?? Reason ?? "", out var reason) && reason.Accepts() == IsAccepted ? reason : null;

    /// <summary>Whether the event was decided: an answer such as "too many requests" decides nothing.</summary>
    public bool IsDecision => IsAccepted || Decided is not null;

    /// <summary>A word of <see cref="Explanations.ImaginedWords.Tokens"/> for what was sent as proof.</summary>
    public string ImaginedToken => (HadToken, Decided) switch
    {
        (false, _) => "none",
        (_, DecisionReason.TokenExpired) => "expired",
        (_, DecisionReason.InvalidToken) => "invalid",
        (_, DecisionReason.IdentityMismatch) => "mismatch",
        _ => "valid",
    };
}
