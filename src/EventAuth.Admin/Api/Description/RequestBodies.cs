namespace EventAuth.Admin.Api.Description;

/// <summary>The body of <c>PUT /policy</c>, as the description shows it.</summary>
/// <param name="Lists">All three lists; an event name has 2 to 32 of A–Z a–z 0–9 . - _.</param>
/// <param name="Comment">A remark for the history, at most 500 characters.</param>
/// <param name="Mode">enforce or monitor; as before when absent.</param>
/// <param name="OtherEvents">accept, require_jwt or reject; as before when absent.</param>
/// <param name="Guarantees">All guarantees; as before when absent.</param>
/// <param name="Guard">The former version comes back if the lists reject more than a share of the decisions.</param>
/// <param name="Confirm">The former version comes back unless somebody keeps this one in time. Not together with a guard.</param>
internal sealed record PolicyReplacement(
    PolicyReplacementLists Lists,
    string? Comment = null,
    string? Mode = null,
    string? OtherEvents = null,
    IReadOnlyList<GuaranteeDefinition>? Guarantees = null,
    GuardDefinition? Guard = null,
    ConfirmDefinition? Confirm = null);

/// <summary>What no change may break.</summary>
/// <param name="Id">1 to 64 of A–Z a–z 0–9 . - _, once in a policy.</param>
/// <param name="Events">An event's name, or a pattern with * for any run of characters.</param>
/// <param name="Customer">anonymous, known, authenticated or any.</param>
/// <param name="Expect">accepted, rejected, no_data_change or data_change.</param>
/// <param name="Note">Why, at most 200 characters.</param>
internal sealed record GuaranteeDefinition(string Id, string Events, string Customer, string Expect, string? Note = null);

/// <summary>How long a change is watched, 1 to 1440 minutes, and the greatest share that the lists may reject, 0 to 100.</summary>
internal sealed record GuardDefinition(int Minutes, double MaxRejectedPercent);

/// <summary>How long a change waits for somebody to keep it, 1 to 1440 minutes.</summary>
internal sealed record ConfirmDefinition(int Minutes);

/// <summary>The body of <c>POST /policy/versions/{version}/restore</c>, as the description shows it; it may be absent.</summary>
/// <param name="Comment">A remark for the history, at most 500 characters.</param>
internal sealed record PolicyRestoring(string? Comment = null);

/// <summary>The body of <c>POST /policy/compare</c>, as the description shows it: what is absent is as in the version in force.</summary>
internal sealed record PolicyDraft(PolicyDraftLists? Lists = null, string? Mode = null, string? OtherEvents = null);

/// <summary>The body of <c>POST /policy/preview</c>, as the description shows it.</summary>
/// <param name="Since">The first moment of the span; 24 hours before its end when absent.</param>
/// <param name="Until">The moment after its last; now when absent.</param>
internal sealed record PreviewDraft(
    PolicyDraftLists? Lists = null, string? Mode = null, string? OtherEvents = null, DateTimeOffset? Since = null,
    DateTimeOffset? Until = null);

/// <summary>Any of the three lists.</summary>
internal sealed record PolicyDraftLists(
    IReadOnlyList<string>? AnonymousWithoutJwt = null,
    IReadOnlyList<string>? UpdateWithoutJwt = null,
    IReadOnlyList<string>? UpdateWithJwt = null);

/// <summary>The three lists.</summary>
internal sealed record PolicyReplacementLists(
    IReadOnlyList<string> AnonymousWithoutJwt, IReadOnlyList<string> UpdateWithoutJwt, IReadOnlyList<string> UpdateWithJwt);

/// <summary>The body of <c>PUT /certificate</c>, as the description shows it.</summary>
/// <param name="Pem">An RSA public key of 2048 to 8192 bits. Never a private key.</param>
/// <param name="Overwrite">Whether a certificate in force may be replaced.</param>
internal sealed record CertificateDefinition(string Pem, bool Overwrite = false);

/// <summary>
/// The body of <c>POST /decisions/explain</c>, as the description shows it: a recorded decision by <c>decisionId</c> or
/// <c>eventId</c> alone, or a hypothetical event by <c>action</c> and the rest.
/// </summary>
/// <param name="Customer">
/// anonymous, known, or authenticated, which means a valid token; anonymous when absent. With a token it says whose
/// the event's uuid is.
/// </param>
/// <param name="Token">none, valid, invalid, expired, or mismatch for that of somebody else; none when absent.</param>
/// <param name="Jwt">A real token instead, checked with the key of the version. It is neither kept nor logged.</param>
/// <param name="Version">The version to decide by; the one in force when absent. For a recorded decision: one more answer, by it.</param>
/// <param name="At">Instead of a version: the moment, RFC 3339, whose version decides.</param>
/// <param name="Lists">Lists to decide by instead of a version's; all three.</param>
internal sealed record ExplainQuestion(
    long? DecisionId = null,
    Guid? EventId = null,
    string? Action = null,
    string? Customer = null,
    string? Token = null,
    string? Jwt = null,
    int? Version = null,
    DateTimeOffset? At = null,
    PolicyReplacementLists? Lists = null);

/// <summary>The body of <c>POST /tokens/inspect</c>, as the description shows it. Other members are refused.</summary>
/// <param name="Token">The token, as it was copied; the whole header is fine, too.</param>
/// <param name="Event">The event sent with it, as it is sent to ingest; or its identifiers alone.</param>
internal sealed record TokenToInspect(string Token, TokenToInspectEvent? Event = null);

/// <summary>The body of <c>POST /tokens/conformance</c>, as the description shows it. Other members are refused.</summary>
/// <param name="Token">A token that the backend made; the whole header is fine, too, and then checked as well.</param>
internal sealed record TokenToCheck(string Token);

/// <summary>An event as it is sent, whose identifiers in <c>client</c> are compared; or these alone, without <c>client</c>.</summary>
internal sealed record TokenToInspectEvent(
    string? Action = null, TokenToInspectClient? Client = null, string? Uuid = null, string? Email = null, string? CustomId = null);

/// <summary>The identifiers of an event's <c>client</c>, each as sent; other members are not read.</summary>
internal sealed record TokenToInspectClient(string? Uuid = null, string? Email = null, string? CustomId = null);
