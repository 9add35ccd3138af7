namespace EventAuth.Admin.Components.Tokens;

/// <summary>A member of a token's header or claims, and what it means.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Value">The value as text.</param>
/// <param name="Meaning">What it is, if we know; for a time: what happens then.</param>
/// <param name="Moment">The time that it names, or null.</param>
internal sealed record TokenPartMember(string Name, string Value, string? Meaning, DateTimeOffset? Moment)
{
    private const double LastSecond = 253402300799;

    // And what happens at the time that it names, if it names one.
    private static readonly Dictionary<string, (string Meaning, string? OfMoment)> Meanings = new()
    {
        ["exp"] = ("when it expires", "expires"),
        ["nbf"] = ("when it becomes valid", "valid from"),
        ["iat"] = ("when it was issued", "issued"),
        ["alg"] = ("signing algorithm", null),
        ["typ"] = ("type", null),
        ["kid"] = ("id of the key; not used", null),
        ["iss"] = ("issuer", null),
        ["aud"] = ("audience", null),
        ["jti"] = ("id of the token", null),
        ["sub"] = ("subject; used as customId if none of the three is present", null),
        ["customId"] = ("identifies the customer", null),
        ["email"] = ("identifies the customer", null),
        ["uuid"] = ("identifies the customer", null),
    };

    /// <summary>The members in their order; null if it is not a JSON object.</summary>
    public static IReadOnlyList<TokenPartMember>? Read(string json)
    {
        try
        {
            var root = JsonElement.Parse(json);
            return root.ValueKind == JsonValueKind.Object ? [.. root.EnumerateObject().Select(Of)] : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Malformed, or half of a surrogate pair: then the text is shown as it is.
            return null;
        }
    }

    private static TokenPartMember Of(JsonProperty member)
    {
        var value = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : member.Value.GetRawText();
        var (meaning, ofMoment) = Meanings.GetValueOrDefault(member.Name);
        var number = member.Value.ValueKind == JsonValueKind.Number ? member.Value.GetDouble() : -1;
        return ofMoment is not null && number is >= 0 and <= LastSecond
            ? new TokenPartMember(member.Name, value, ofMoment, DateTimeOffset.UnixEpoch.AddSeconds(number))
            : new TokenPartMember(member.Name, value, meaning, null);
    }
}
