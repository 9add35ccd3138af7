namespace EventAuth.Admin.Api.Description;

/// <summary>The body of <c>POST /tokens/inspect</c>, as the description shows it. Other members are refused.</summary>
/// <param name="Token">The token, as it was copied; the whole header will do.</param>
/// <param name="Event">The event beside it, as it is sent to ingest; or its identifiers alone.</param>
internal sealed record TokenToInspect(string Token, TokenToInspectEvent? Event = null);

/// <summary>An event as it is sent, whose identifiers in <c>client</c> are compared; or these alone, without <c>client</c>.</summary>
internal sealed record TokenToInspectEvent(
    string? Action = null, TokenToInspectClient? Client = null, string? Uuid = null, string? Email = null, string? CustomId = null);

/// <summary>The identifiers of an event's <c>client</c>, each as sent; other members are not read.</summary>
internal sealed record TokenToInspectClient(string? Uuid = null, string? Email = null, string? CustomId = null);
