using EventAuth.Core.Tokens;
using EventAuth.Testing;

namespace EventAuth.EndToEnd.Tests.Attacks;

/// <summary>Claims that a lenient reader takes for valid (RFC 7519, section 4.1; RFC 8725, sections 3.8 and 3.9).</summary>
internal static class ClaimAttacks
{
    public static IEnumerable<Attack> All =>
    [
        new("exp missing", TokenFailure.ExpiryMissing, target => Signed($$"""{"uuid":"{{target.Uuid}}"}""")),
        new("Exp in another case", TokenFailure.ExpiryMissing, target => Signed(target.With($"\"Exp\":{target.Now + 300}"))),
        new("exp inside another member", TokenFailure.ExpiryMissing, target => Signed(target.With($"\"x\":{{\"exp\":{target.Now + 300}}}"))),
        .. Times("exp"),
        .. Times("nbf"),
        .. Times("iat"),
        new("exp in 31 days", TokenFailure.LifetimeTooLong, target => Signed(target.With($"\"exp\":{target.Now + (31 * 86_400)}"))),
        new("exp in the year 9999", TokenFailure.LifetimeTooLong, target => Signed(target.With("\"exp\":253402300799"))),
        new("nbf in the future", TokenFailure.NotYetValid, target => Signed(target.With($"\"exp\":{target.Now + 900},\"nbf\":{target.Now + 600}"))),
        new("iat in the future", TokenFailure.NotYetValid, target => Signed(target.With($"\"exp\":{target.Now + 900},\"iat\":{target.Now + 600}.5"))),
        new("expired and not yet valid", TokenFailure.NotYetValid, target => Signed(target.With($"\"exp\":{target.Now - 900},\"nbf\":{target.Now + 600}"))),
        new("exp twice", TokenFailure.BadPayload, target => Signed(target.With($"\"exp\":1,\"exp\":{target.Now + 300}"))),
        new("exp twice, once escaped", TokenFailure.BadPayload, target => Signed(target.With($"\"exp\":{target.Now + 300},\"e\\u0078p\":1"))),
        new("uuid twice", TokenFailure.BadPayload, target => Signed(target.With($"\"exp\":{target.Now + 300},\"uuid\":\"{target.Uuid}\""))),
        new("a member twice, deep inside", TokenFailure.BadPayload, target => Signed(target.With($"\"exp\":{target.Now + 300},\"x\":[{{\"y\":1,\"y\":1}}]"))),
        new("no identity", TokenFailure.NoIdentity, target => Signed($$"""{"exp":{{target.Now + 300}}}""")),
        new("uuid of zeros", TokenFailure.BadIdentity, target => Signed($$"""{"exp":{{target.Now + 300}},"uuid":"00000000-0000-0000-0000-000000000000"}""")),
        .. new[] { "null", "1", "true", "[\"c\"]", "{}", "\"\"", "\"\\u0000\"", "\"\\ud800\"" }.Select(value =>
            new Attack("customId is " + value, TokenFailure.BadIdentity, target => Signed(target.With($"\"exp\":{target.Now + 300},\"customId\":{value}")))),
        .. new[] { "null", "\"\"", "\"no e-mail\"", "\"a@b@c\"", "\"a@b\\r\\nc\"", "[\"a@b.example\"]" }.Select(value =>
            new Attack("email is " + value, TokenFailure.BadIdentity, target => Signed(target.With($"\"exp\":{target.Now + 300},\"email\":{value}")))),
    ];

    /// <summary>Tokens that outsiders may know to be expired: otherwise valid.</summary>
    public static IEnumerable<Attack> Expired =>
    [
        new("exp one", TokenFailure.Expired, target => Signed(target.With("\"exp\":1"))),
        new("exp zero", TokenFailure.Expired, target => Signed(target.With("\"exp\":0"))),
        new("exp a fraction", TokenFailure.Expired, target => Signed(target.With("\"exp\":0.5"))),
        new("exp almost zero", TokenFailure.Expired, target => Signed(target.With("\"exp\":1e-400"))),
        new("exp a minute ago", TokenFailure.Expired, target => Signed(target.With($"\"exp\":{target.Now - 60}.999"))),
        new("exp in minutes since 1970", TokenFailure.Expired, target => Signed(target.With($"\"exp\":{(target.Now + 300) / 60}"))),
    ];

    private static IEnumerable<Attack> Times(string claim) =>
        from form in new (string Name, Func<long, string> Write)[]
        {
            ("as text", seconds => $"\"{seconds}\""),
            ("as date", _ => "\"2126-01-01T00:00:00Z\""),
            ("1e400", _ => "1e400"),
            ("-1e400", _ => "-1e400"),
            ("negative", seconds => "-" + seconds),
            ("minus one", _ => "-1"),
            ("minus zero", _ => "-0"),
            ("a little below zero", _ => "-0.000001"),
            ("in milliseconds", seconds => seconds + "000"),
            ("past the year 9999", _ => "253402300800"),
            ("2^63", _ => "9223372036854775808"),
            ("2^64 and some", seconds => "18446744073" + seconds),
            ("null", _ => "null"),
            ("true", _ => "true"),
            ("a list", seconds => $"[{seconds}]"),
            ("an object", seconds => $"{{\"seconds\":{seconds}}}"),
        }
        select new Attack($"{claim} {form.Name}", TokenFailure.BadTime, target =>
            Signed(target.With((claim == "exp" ? "" : $"\"exp\":{target.Now + 300},") + $"\"{claim}\":{form.Write(claim == "exp" ? target.Now + 300 : target.Now)}")));

    private static string Signed(string payload) => SigningKey.Shared.SignCompact(Forgery.Header, payload);
}
