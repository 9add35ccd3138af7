using System.Text.Json;

namespace EventAuth.Core.Tokens.Inspection;

/// <summary>Looks at issuer, audience and the token's own id where the settings ask for them, by the rules of <see cref="JwtReader"/>.</summary>
internal static class PartyInspection
{
    private const int MaxIdLength = 256;

    public static void Inspect(LooseJson claims, TokenRules rules, FindingList findings)
    {
        if (rules.Issuer is { } issuer)
        {
            InspectIssuer(claims.Find("iss"), issuer, findings);
        }

        if (rules.Audience is { } audience)
        {
            InspectAudience(claims.Find("aud"), audience, findings);
        }

        if (rules.SingleUse)
        {
            InspectId(claims.Find("jti"), findings);
        }
    }

    private static void InspectIssuer(JsonElement? claim, string issuer, FindingList findings)
    {
        if (LooseJson.TextOf(claim) == issuer)
        {
            findings.Right(TokenFindingCode.IssuerRight, $"iss is {ShownText.Quote(issuer)}, as the settings ask for.");
        }
        else
        {
            findings.Wrong(TokenFindingCode.IssuerWrong, $"The settings ask for the issuer {ShownText.Quote(issuer)}; iss is {Shown(claim)}.", $"Set iss to {ShownText.Quote(issuer)}. If another issuer is right, change the setting Tokens:Issuer.");
        }
    }

    private static void InspectAudience(JsonElement? claim, string audience, FindingList findings)
    {
        var isRight = claim is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) && list.EnumerateArray().Any(item => LooseJson.TextOf(item) == audience)
            : LooseJson.TextOf(claim) == audience;
        if (isRight)
        {
            findings.Right(TokenFindingCode.AudienceRight, $"aud names {ShownText.Quote(audience)}, as the settings ask for.");
        }
        else
        {
            findings.Wrong(TokenFindingCode.AudienceWrong, $"The token is for somebody else: the settings ask for the audience {ShownText.Quote(audience)}; aud is {Shown(claim)}.", $"Set aud to {ShownText.Quote(audience)}, or to a list of texts with it. If another audience is right, change the setting Tokens:Audience.");
        }
    }

    private static void InspectId(JsonElement? claim, FindingList findings)
    {
        if (LooseJson.TextOf(claim) is { Length: >= 1 and <= MaxIdLength })
        {
            findings.Right(TokenFindingCode.TokenIdRight, "It has an id of its own (jti), so that it can be good for one request.");
        }
        else
        {
            findings.Wrong(TokenFindingCode.TokenIdMissing, $"Each token is good for one request here, and for that it needs an id of its own; jti is {Shown(claim)}.", $"Set jti to a new random text for each token, 1 to {MaxIdLength} characters long.");
        }
    }

    private static string Shown(JsonElement? claim) => claim is { } value ? HeaderInspection.Shown(value) : "missing";
}
