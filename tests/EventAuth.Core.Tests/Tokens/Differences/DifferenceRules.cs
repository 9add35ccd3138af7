using System.Text.Json;
using EventAuth.Core.Tokens;

namespace EventAuth.Core.Tests.Tokens.Differences;

/// <summary>Why our verdict may differ from the other implementation's, and nothing else may be the reason.</summary>
internal static class DifferenceRules
{
    private const string Contract = "HTTP contract, The token";

    public static IReadOnlyList<DifferenceRule> All { get; } =
    [
        new(TokenFailure.BadBase64, "each value has one text in base64url", "RFC 7515, section 2; RFC 4648, section 3.5", token => token.HasLooseBase64),
        new(TokenFailure.BadHeader, "a header is one strict object", "RFC 7515, section 4; RFC 8725, section 2.4", token => TokenFacts.IsNoStrictObject(token.Header)),
        new(TokenFailure.BadHeader, "kid is a string", "RFC 7515, section 4.1.4", token => token.InHeader("kid") is { ValueKind: not JsonValueKind.String }),
        new(TokenFailure.WrongType, "typ is absent or JWT", Contract, token => token.InHeader("typ") is { } type && !IsText(type, "JWT")),
        new(TokenFailure.CriticalHeader, "no critical extension is understood", "RFC 7515, section 4.1.11", token => token.InHeader("crit") is not null),
        new(TokenFailure.CriticalHeader, "a JWT's payload is always encoded", "RFC 7797, section 7", token => token.InHeader("b64") is { ValueKind: not JsonValueKind.True }),
        new(TokenFailure.BadPayload, "a payload is one strict object", "RFC 7519, section 7.2; " + Contract, token => TokenFacts.IsNoStrictObject(token.Payload)),
        new(TokenFailure.BadTime, "times are numbers from 0 to the year 9999", "RFC 7519, section 2; " + Contract, token => Times.Any(name => token.InPayload(name) is { } time && !IsTime(time))),
        new(TokenFailure.LifetimeTooLong, "at most 30 days to live", Contract, token => Seconds(token, "exp") > TokenCase.NowSeconds + (30 * 86_400)),
        new(TokenFailure.NotYetValid, "iat is not in the future", Contract, token => Seconds(token, "iat") > TokenCase.NowSeconds + 30),
        new(TokenFailure.BadIdentity, "each identifier is right", Contract, HasBadIdentifier),
        new(TokenFailure.NoIdentity, "there is an identifier", Contract, token => Identifiers.Append("sub").All(name => token.InPayload(name) is null)),
        new(TokenFailure.None, "claims that are not used may be anything", "RFC 7519, section 4; " + Contract, token => Unused.Any(name => token.InPayload(name) is { } value && !IsPlainText(value))),
        new(TokenFailure.None, "a text that is not used may have a surrogate that stands alone", "RFC 8259, section 8.2; RFC 7519, section 4", token => token.HasLoneSurrogate),
        new(TokenFailure.None, "aud is not read where none is asked for", Contract, token => token.InPayload("aud") is { } value && !IsAudience(value)),
        new(TokenFailure.None, "cty is not used", "RFC 7515, section 4.1.10", token => token.InHeader("cty") is { } value && !IsPlainText(value)),
    ];

    // "sub" only together with another identifier.
    private static string[] Unused => ["iss", "jti", "azp", "sub"];

    private static string[] Times => ["exp", "nbf", "iat"];

    private static string[] Identifiers => ["uuid", "email", "customId"];

    /// <summary>The rule that explains a difference, or null.</summary>
    public static string? Find(Difference difference)
    {
        var facts = new TokenFacts(difference.Token);
        return All.FirstOrDefault(rule => rule.Ours == difference.Ours && rule.Applies(facts))?.ToString();
    }

    // "sub" counts only if it is the only one.
    private static bool HasBadIdentifier(TokenFacts token) =>
        (Identifiers.All(name => token.InPayload(name) is null) ? ["sub"] : Identifiers).Any(name => token.InPayload(name) is { } value && !IsIdentifier(name, value));

    private static bool IsIdentifier(string name, JsonElement value)
    {
        if (!IsPlainText(value))
        {
            return false;
        }

        var text = value.GetString()!;
        return name switch
        {
            "uuid" => Guid.TryParseExact(text, "D", out var uuid) && uuid != Guid.Empty && uuid != Guid.AllBitsSet,
            "email" => text.Count(character => character == '@') == 1 && text.Length is > 0 and <= 254 && !text.Any(character => char.IsControl(character) || character == ' '),
            _ => text.Length is > 0 and <= 256 && !text.Any(char.IsControl),
        };
    }

    private static bool IsAudience(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().All(IsPlainText) : IsPlainText(value);

    // A surrogate that stands alone is not valid text.
    private static bool IsPlainText(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && !TokenFacts.IsLoneSurrogate(value.GetRawText());

    private static bool IsText(JsonElement value, string text) => value.ValueKind == JsonValueKind.String && value.ValueEquals(text);

    private static bool IsTime(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && !value.GetRawText().StartsWith('-') && value.GetDouble() is >= 0 and <= 253402300799;

    private static double? Seconds(TokenFacts token, string name) =>
        token.InPayload(name) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : null;
}
