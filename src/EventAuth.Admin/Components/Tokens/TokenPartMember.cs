using System.Text.Json;

namespace EventAuth.Admin.Components.Tokens;

/// <summary>A member of a token's header or claims, and what it means.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Value">The value as text.</param>
/// <param name="Meaning">What it is, where we know; before a moment: what happens then.</param>
/// <param name="Moment">The moment that it names, or null.</param>
internal sealed record TokenPartMember(string Name, string Value, string? Meaning, DateTimeOffset? Moment)
{
    private const double LastSecond = 253402300799;

    /// <summary>The members in their order; null for what is no JSON object.</summary>
    public static IReadOnlyList<TokenPartMember>? Read(string json)
    {
        try
        {
            var root = JsonElement.Parse(json);
            return root.ValueKind == JsonValueKind.Object ? [.. root.EnumerateObject().Select(Of)] : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Broken, or half a surrogate pair: then the text shows as it is.
            return null;
        }
    }

    private static TokenPartMember Of(JsonProperty member)
    {
        var value = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : member.Value.GetRawText();
        var moment = MeaningOfTime(member.Name) is not null
            && member.Value.ValueKind == JsonValueKind.Number && member.Value.GetDouble() is >= 0 and <= LastSecond
            ? DateTimeOffset.UnixEpoch.AddSeconds(member.Value.GetDouble())
            : (DateTimeOffset?)null;
        return new TokenPartMember(member.Name, value, moment is null ? MeaningOf(member.Name) : MeaningOfTime(member.Name), moment);
    }

    private static string? MeaningOfTime(string name) => name switch
    {
        "exp" => "expires",
        "nbf" => "valid from",
        "iat" => "issued",
        _ => null,
    };

    private static string? MeaningOf(string name) => name switch
    {
        "exp" => "when it expires",
        "nbf" => "when it becomes valid",
        "iat" => "when it was issued",
        "alg" => "signing algorithm",
        "typ" => "type",
        "kid" => "id of the key; not used",
        "iss" => "issuer",
        "aud" => "audience",
        "jti" => "id of the token",
        "sub" => "subject; used as customId if none of the three is present",
        "customId" or "email" or "uuid" => "identifies the customer",
        _ => null,
    };
}
