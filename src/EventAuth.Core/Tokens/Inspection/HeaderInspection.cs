using System.Text.Json;

namespace EventAuth.Core.Tokens.Inspection;

/// <summary>Looks at the header beside its algorithm, by the rules of <see cref="JwsHeader"/>.</summary>
internal static class HeaderInspection
{
    private static readonly string[] KeyMembers = ["jwk", "jku", "x5u", "x5c"];

    public static void Inspect(LooseJson header, FindingList findings)
    {
        if (header.Find("typ") is { } type && LooseJson.TextOf(type) != "JWT")
        {
            findings.Wrong(TokenFindingCode.WrongType, $"typ is {Shown(type)}: this is a token of another kind.", "Set typ to JWT, in capital letters, or leave it out. An access token of a sign-in service is not what is wanted here.");
        }

        if (header.Find("crit") is not null)
        {
            findings.Wrong(TokenFindingCode.CriticalHeader, "The header has crit: it asks for extensions that must be understood, and none is.", "Leave crit out.");
        }

        if (header.Find("b64") is { ValueKind: not JsonValueKind.True })
        {
            findings.Wrong(TokenFindingCode.UnencodedPayload, "The header has b64: the payload is not encoded, which no JWT allows.", "Leave b64 out and let the library encode the payload.");
        }

        if (header.Find("kid") is { ValueKind: not JsonValueKind.String } hint)
        {
            findings.Wrong(TokenFindingCode.KeyHintNotText, $"kid is {Shown(hint)}, and must be a text.", "Put kid into quotation marks, or leave it out: it is not needed.");
        }

        if (KeyMembers.Where(name => header.Find(name) is not null).ToList() is { Count: > 0 } brought)
        {
            findings.Note(TokenFindingCode.KeyInHeader, $"The header brings or names a key of its own ({ShownText.List(brought)}). It is not looked at: only the certificate that is defined here counts.", "It can be left out.");
        }
    }

    /// <summary>A value as it stands in a sentence.</summary>
    public static string Shown(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => LooseJson.TextOf(value) is { } text ? ShownText.Quote(text) : "a broken text",
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        _ => ShownText.Quote(value.GetRawText()).Trim('"'),
    };
}
