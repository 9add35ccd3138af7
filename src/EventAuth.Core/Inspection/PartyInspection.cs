using EventAuth.Core.Tokens;

namespace EventAuth.Core.Inspection;

/// <summary>Inspects issuer, audience and the token's id if the settings require them, by the rules of <see cref="JwtReader"/>.</summary>
internal static class PartyInspection
{
    /// <param name="needsKey">Whether the token must name a key: by the settings, or because it was sent as one that does.</param>
    public static void Inspect(LooseJson claims, TokenRules rules, bool needsKey, FindingList findings)
    {
        if (rules.Issuer is { } issuer)
        {
            var claim = claims.Find("iss");
            Judge(LooseJson.TextOf(claim) == issuer, TokenFindingCode.IssuerRight, TokenFindingCode.IssuerWrong, issuer, claim);
        }

        if (rules.Audience is { } audience)
        {
            var claim = claims.Find("aud");
            Judge(Names(claim, audience), TokenFindingCode.AudienceRight, TokenFindingCode.AudienceWrong, audience, claim);
        }

        if (rules.SingleUse)
        {
            var claim = claims.Find("jti");
            var isRight = LooseJson.TextOf(claim) is { Length: >= 1 and <= JwtReader.MaxIdLength };
            Judge(isRight, TokenFindingCode.TokenIdRight, TokenFindingCode.TokenIdMissing, null, claim);
        }

        InspectConfirmation(claims, rules, needsKey, findings);

        void Judge(bool isRight, TokenFindingCode right, TokenFindingCode wrong, string? expected, JsonElement? value)
        {
            if (isRight)
            {
                findings.Right(right, ("expected", expected));
            }
            else
            {
                findings.Wrong(wrong, ("expected", expected), ("value", value));
            }
        }
    }

    private static void InspectConfirmation(LooseJson claims, TokenRules rules, bool needsKey, FindingList findings)
    {
        var claim = claims.Find("cnf");
        var thumbprint = claim is { ValueKind: JsonValueKind.Object } && claim.Value.TryGetProperty("jkt", out var member)
            ? LooseJson.TextOf(member)
            : null;
        if (rules.Proof is null)
        {
            if (thumbprint is not null)
            {
                findings.Note(TokenFindingCode.ConfirmationUnused);
            }
        }
        else if (thumbprint is not null && KeyConfirmation.Decode(Encoding.UTF8.GetBytes(thumbprint)) is not null)
        {
            findings.Right(TokenFindingCode.ConfirmationRight, ("thumbprint", thumbprint));
        }
        else if (claim is null && !needsKey)
        {
            findings.Note(TokenFindingCode.ConfirmationAbsent);
        }
        else
        {
            findings.Wrong(TokenFindingCode.ConfirmationMissing, ("value", claim));
        }
    }

    // RFC 7519, section 4.1.3: one string, or an array of strings.
    private static bool Names(JsonElement? claim, string audience) => claim is { ValueKind: JsonValueKind.Array } list
        ? list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            && list.EnumerateArray().Any(item => LooseJson.TextOf(item) == audience)
        : LooseJson.TextOf(claim) == audience;
}
