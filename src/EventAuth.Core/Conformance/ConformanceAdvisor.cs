using EventAuth.Core.Inspection;

namespace EventAuth.Core.Conformance;

/// <summary>Looks at what a token says for what could be better. Nothing here decides whether it is accepted.</summary>
internal static class ConformanceAdvisor
{
    /// <summary>The lifetime beyond which a shorter one is advised: a stolen token works until it expires.</summary>
    public static readonly TimeSpan LongestAdvised = TimeSpan.FromHours(1);

    public static IEnumerable<TokenAdvice> Find(TokenInspection inspection, DateTimeOffset now)
    {
        if (inspection.HasHeader && Read(inspection.Header) is { } header
            && !header.EnumerateObject().Any(member => NameOf(member) == "kid"))
        {
            yield return new TokenAdvice(TokenAdviceCode.KeyIdMissing);
        }

        if (LifetimeOf(inspection, now) is { } lifetime && lifetime > LongestAdvised)
        {
            yield return new TokenAdvice(TokenAdviceCode.LongLifetime) { Lifetime = lifetime };
        }

        if (inspection.HasClaims && Read(inspection.Claims) is { } claims && PersonalClaims.Find(claims) is { Length: > 0 } found)
        {
            yield return new TokenAdvice(TokenAdviceCode.PersonalDataFound) { Claims = found };
        }
    }

    /// <summary>The name of a member; null for one with half of a surrogate pair, which is no name that is looked for.</summary>
    public static string? NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    // Until it expires, if it does not say when it was issued.
    private static TimeSpan? LifetimeOf(TokenInspection inspection, DateTimeOffset now) =>
        inspection.ExpiresAt - (inspection.Find(TokenFindingCode.Issued)?.Find<DateTimeOffset?>("at") ?? now);

    // What was read once can be read again, except with a byte-order mark in front, for which it is refused anyway.
    private static JsonElement? Read(string? json)
    {
        try
        {
            return json is null ? null : JsonElement.Parse(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
