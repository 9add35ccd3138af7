namespace EventAuth.Core.Tests.Tokens.Differences;

/// <summary>Headers and payloads: valid ones, ones with a member that is worth trying, and ones with malformed text.</summary>
internal static class JsonGrammar
{
    private static readonly string[] s_headerMembers =
    [
        "\"typ\":\"JWT\"", "\"typ\":\"JWT\"", "\"typ\":\"jwt\"", "\"typ\":\"at+jwt\"", "\"typ\":null", "\"typ\":1", "\"kid\":\"c1\"", "\"kid\":\"\"", "\"kid\":1", "\"kid\":null", "\"kid\":[]",
        "\"crit\":[\"exp\"]", "\"crit\":[]", "\"crit\":null", "\"b64\":false", "\"b64\":true", "\"cty\":\"JWT\"", "\"cty\":1", "\"zip\":\"DEF\"", "\"jku\":\"http://127.0.0.1:9/\"", "\"jwk\":{}", "\"x5c\":[\"AAAA\"]",
        "\"x5u\":\"x\"", "\"x5t\":\"AAAA\"", "\"alg\":\"RS256\"", "\"alg\":\"none\"", "\"ALG\":\"none\"", "\"enc\":\"A256GCM\"", "\"x\":{\"y\":[1,2,{\"z\":null}]}", "\"x\":1e400", "\"\\u0074yp\":\"JWT\"", "\"x\":\"\\ud83d\\ude00\"", "\"é\":\"é\"",
    ];

    private static readonly string[] s_algorithms =
        ["\"none\"", "\"None\"", "\"HS256\"", "\"RS384\"", "\"PS256\"", "\"ES256\"", "\"rs256\"", "\"RS256 \"", "null", "256", "[\"RS256\"]", "{}", "\"\"", "\"R\\u0053256\"", "\"RSA-OAEP\""];

    private static readonly string[] s_times =
    [
        "0", "1", "-1", "-0", "0.5", "1799999969", "1799999970", "1799999971", "1799999970.5", "1800000000", "1800000029", "1800000030", "1800000031", "1800000300", "1800000300.0", "1800000300.9", "1.8e9", "18E8", "1800000300000",
        "1802592000", "1802592001", "4000000000", "253402300799", "253402300800", "1e400", "-1e400", "9223372036854775807", "9223372036854775808", "1e18", "1e19", "\"1800000300\"", "\"\"", "\"x\"", "null", "true", "false", "[1800000300]", "[]", "{}", "{\"x\":1800000300}",
    ];

    private static readonly string[] s_texts =
    [
        "\"c-17\"", "\"\"", "\"jana@shop.example\"", "\"no e-mail\"", "\"5f0c1d2e-3a4b-4c5d-8e6f-708192a3b4c5\"", "\"5F0C1D2E-3A4B-4C5D-8E6F-708192A3B4C5\"", "\"00000000-0000-0000-0000-000000000000\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\u00e9\"", "\"é\"", "\"a\\\"b\"",
        "null", "1", "1.5", "true", "[]", "[\"c-17\"]", "[\"a\",\"b\"]", "[1]", "{}", "{\"x\":{}}", "\"2026-11-22T10:00:00Z\"",
    ];

    private static readonly string[] s_claims = ["exp", "nbf", "iat", "uuid", "email", "customId", "sub", "iss", "aud", "jti", "azp", "name", "act", "x", "EXP", "e\\u0078p", "c\\u0075stomId"];

    public static string Header(Choices choices)
    {
        var members = new List<string> { "\"alg\":" + (choices.OneIn(8) ? choices.Of(s_algorithms) : "\"RS256\"") };
        for (var more = choices.Below(3); more > 0; more--)
        {
            members.Insert(choices.Below(members.Count + 1), choices.Of(s_headerMembers));
        }

        return Write(members, choices);
    }

    public static string Payload(Choices choices)
    {
        var members = new List<string>();
        if (!choices.OneIn(10))
        {
            members.Add("\"exp\":" + (choices.OneIn(3) ? choices.Of(s_times) : "1800000300"));
        }

        if (!choices.OneIn(10))
        {
            members.Add("\"customId\":\"c-17\"");
        }

        for (var more = choices.Below(4); more > 0; more--)
        {
            var claim = choices.Of(s_claims);
            var isTime = claim is "nbf" or "iat" or "exp" ? !choices.OneIn(6) : choices.OneIn(6);
            members.Insert(choices.Below(members.Count + 1), $"\"{claim}\":{choices.Of(isTime ? s_times : s_texts)}");
        }

        return Write(members, choices);
    }

    private static string Write(List<string> members, Choices choices)
    {
        var comma = choices.OneIn(10) ? choices.Of(" , ", ",\n", "\t,") : ",";
        var text = "{" + string.Join(comma, members) + "}";
        return choices.Below(30) switch
        {
            0 => " " + text + "\r\n",
            1 => text + choices.Of("{}", "x", ",", "]", "}", "\0", "//"),
            2 => choices.Of("\uFEFF", "[", "x", "/**/", "\0") + text,
            3 => text[..^1] + choices.Of("", ",}", "]", "}}"),
            4 => text[..^1] + ",\"deep\":" + Nested(choices.Of(29, 30, 31, 32, 33, 63, 64, 70)) + "}",
            5 or 6 or 7 => Spoilt(text, choices),
            _ => text,
        };
    }

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);

    private static string Spoilt(string text, Choices choices)
    {
        var at = choices.Below(text.Length);
        return choices.Below(3) switch
        {
            0 => text.Remove(at, 1),
            1 => text.Insert(at, choices.Of("\"", "{", "}", ",", ":", "\\", "0", "-", "e", " ", "\u0001")),
            _ => text[..at] + (char)choices.Below(128) + text[(at + 1)..],
        };
    }
}
