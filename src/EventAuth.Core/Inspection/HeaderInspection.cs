using System.Text.Json;
using EventAuth.Core.Tokens;

namespace EventAuth.Core.Inspection;

/// <summary>Looks at the header beside its algorithm, by the rules of <see cref="JwsHeader"/>.</summary>
internal static class HeaderInspection
{
    private static readonly string[] KeyMembers = ["jwk", "jku", "x5u", "x5c"];

    public static void Inspect(LooseJson header, FindingList findings)
    {
        if (header.Find("typ") is { } type && LooseJson.TextOf(type) != "JWT")
        {
            findings.Wrong(TokenFindingCode.WrongType, ("value", type));
        }

        if (header.Find("crit") is not null)
        {
            findings.Wrong(TokenFindingCode.CriticalHeader);
        }

        if (header.Find("b64") is { ValueKind: not JsonValueKind.True })
        {
            findings.Wrong(TokenFindingCode.UnencodedPayload);
        }

        if (header.Find("kid") is { ValueKind: not JsonValueKind.String } hint)
        {
            findings.Wrong(TokenFindingCode.KeyHintNotText, ("value", hint));
        }

        if (KeyMembers.Where(name => header.Find(name) is not null).ToList() is { Count: > 0 } brought)
        {
            findings.Note(TokenFindingCode.KeyInHeader, ("members", brought));
        }
    }
}
