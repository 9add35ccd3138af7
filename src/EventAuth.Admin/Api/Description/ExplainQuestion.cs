namespace EventAuth.Admin.Api.Description;

/// <summary>
/// The body of <c>POST /decisions/explain</c>, as the description shows it: a recorded decision by <c>decisionId</c> or
/// <c>eventId</c> alone, or an imagined event by <c>action</c> and the rest.
/// </summary>
/// <param name="DecisionId">The id of a recorded decision, as <c>GET /decisions</c> gives it.</param>
/// <param name="EventId">The id of an accepted event.</param>
/// <param name="Action">The imagined event's name.</param>
/// <param name="Customer">
/// anonymous, known, or authenticated, which means a valid token; anonymous when absent. Beside a token it says who is behind the
/// event's uuid.
/// </param>
/// <param name="Token">none, valid, invalid, expired, or mismatch for that of somebody else; none when absent.</param>
/// <param name="Jwt">A real token instead, checked with the key of the version. It is neither kept nor logged.</param>
/// <param name="Version">The version to decide by; the one in force when absent.</param>
/// <param name="Lists">Lists to decide by instead of a version's; all three.</param>
internal sealed record ExplainQuestion(
    long? DecisionId = null,
    Guid? EventId = null,
    string? Action = null,
    string? Customer = null,
    string? Token = null,
    string? Jwt = null,
    int? Version = null,
    PolicyReplacementLists? Lists = null);
