namespace EventAuth.Admin.Api.Description;

/// <summary>The body of <c>POST /tokens/inspect</c>, as the description shows it.</summary>
/// <param name="Token">The token, as it was copied; the whole header will do.</param>
/// <param name="Event">What the event that comes with it says of its customer.</param>
internal sealed record TokenToInspect(string Token, TokenToInspectEvent? Event = null);

/// <summary>The identifiers of an event, each as sent.</summary>
internal sealed record TokenToInspectEvent(string? Uuid = null, string? Email = null, string? CustomId = null);
