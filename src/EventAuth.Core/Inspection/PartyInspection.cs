using System.Text.Json;
using EventAuth.Core.Tokens;

namespace EventAuth.Core.Inspection;

/// <summary>Looks at issuer, audience and the token's own id where the settings ask, by the rules of <see cref="JwtReader"/>.</summary>
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
            findings.Right(TokenFindingCode.IssuerRight, ("expected", issuer));
        }
        else
        {
            findings.Wrong(TokenFindingCode.IssuerWrong, ("expected", issuer), ("value", claim));
        }
    }

    private static void InspectAudience(JsonElement? claim, string audience, FindingList findings)
    {
        var isRight = claim is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
                && list.EnumerateArray().Any(item => LooseJson.TextOf(item) == audience)
            : LooseJson.TextOf(claim) == audience;
        if (isRight)
        {
            findings.Right(TokenFindingCode.AudienceRight, ("expected", audience));
        }
        else
        {
            findings.Wrong(TokenFindingCode.AudienceWrong, ("expected", audience), ("value", claim));
        }
    }

    private static void InspectId(JsonElement? claim, FindingList findings)
    {
        if (LooseJson.TextOf(claim) is { Length: >= 1 and <= MaxIdLength })
        {
            findings.Right(TokenFindingCode.TokenIdRight);
        }
        else
        {
            findings.Wrong(TokenFindingCode.TokenIdMissing, ("value", claim));
        }
    }
}
