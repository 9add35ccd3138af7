using System.Text;
using EventAuth.Core.Tokens;
using EventAuth.Testing;

namespace EventAuth.EndToEnd.Tests.Attacks;

/// <summary>Texts that a lenient reader takes for the same token (RFC 7515, sections 2, 3.1 and 5.2).</summary>
internal static class FormAttacks
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    public static IEnumerable<Attack> All =>
    [
        .. from part in Enumerable.Range(0, 3)
           from inserted in new[] { "=", "==", "+", "/", "%3D", "~", "," }
           select new Attack($"{inserted} after part {part}", TokenFailure.BadBase64, target => Changed(target, part, text => text + inserted)),
        .. from part in Enumerable.Range(0, 3)
           from inserted in new[] { " ", "\t" }
           select new Attack($"{(inserted == " " ? "blank" : "tab")} in part {part}", TokenFailure.NotABearer, target => Changed(target, part, text => text[..4] + inserted + text[4..])),
        .. Enumerable.Range(0, 3).Select(part => new Attack($"one character left over in part {part}", TokenFailure.BadBase64, target => Changed(target, part, LeftOver))),
        .. Enumerable.Range(0, 3).Select(part => new Attack($"trailing bits in part {part}", TokenFailure.BadBase64, target => Resigned(target, part))),
        new("a dot in front", TokenFailure.NotThreeParts, target => "." + Forgery.Good(target)),
        new("a dot at the end", TokenFailure.NotThreeParts, target => Forgery.Good(target) + "."),
        new("two parts", TokenFailure.NotThreeParts, target => Forgery.Input(Forgery.Header, target.Claims)),
        new("dots as %2E", TokenFailure.NotThreeParts, target => Forgery.Good(target).Replace(".", "%2E", StringComparison.Ordinal)),
        new("JSON serialization", TokenFailure.BadBase64, Json),
        new("two tokens", TokenFailure.NotThreeParts, target => Forgery.Good(target) + "," + Forgery.Good(target)),
        new("in quotation marks", TokenFailure.BadBase64, target => "\"" + Forgery.Good(target) + "\""),
        new("header with byte-order mark", TokenFailure.BadHeader, target => Forgery.OverBytes([0xEF, 0xBB, 0xBF, .. Bytes(Forgery.Header)], Bytes(target.Claims))),
        new("payload with byte-order mark", TokenFailure.BadPayload, target => Forgery.OverBytes(Bytes(Forgery.Header), [0xEF, 0xBB, 0xBF, .. Bytes(target.Claims)])),
        new("payload in UTF-16", TokenFailure.BadPayload, target => Forgery.OverBytes(Bytes(Forgery.Header), Encoding.Unicode.GetBytes(target.Claims))),
        new("payload in broken UTF-8", TokenFailure.BadPayload, target => Forgery.OverBytes(Bytes(Forgery.Header), [.. Bytes(target.Claims[..^1] + ",\"x\":\""), 0xC3, 0x28, .. "\"}"u8])),
        new("payload in overlong UTF-8", TokenFailure.BadPayload, target => Forgery.OverBytes(Bytes(Forgery.Header), [.. Bytes(target.Claims[..^1] + ",\"x\":\""), 0xC0, 0xAF, .. "\"}"u8])),
        new("header at depth 33", TokenFailure.BadHeader, target => SigningKey.Shared.SignCompact($$"""{"alg":"RS256","x":{{Nested(32)}}}""", target.Claims)),
        new("payload at depth 33", TokenFailure.BadPayload, target => Signed(target.With($"\"exp\":{target.Now + 300},\"x\":{Nested(32)}"))),
        new("payload at depth 2,000", TokenFailure.BadPayload, target => Signed(target.With($"\"exp\":{target.Now + 300},\"x\":{Nested(2_000)}"))),
        new("payload as list", TokenFailure.BadPayload, target => Signed("[" + target.Claims + "]")),
        new("payload as text", TokenFailure.BadPayload, _ => Signed("\"x\"")),
        new("payload empty", TokenFailure.BadPayload, _ => Signed("")),
        new("payload with something after it", TokenFailure.BadPayload, target => Signed(target.Claims + "{}")),
        new("payload with a comment", TokenFailure.BadPayload, target => Signed("/* */" + target.Claims)),
        new("payload with a comma too many", TokenFailure.BadPayload, target => Signed(target.Claims[..^1] + ",}")),
        new("payload with NaN", TokenFailure.BadPayload, target => Signed(target.With("\"exp\":NaN"))),
        new("header with something after it", TokenFailure.BadHeader, target => SigningKey.Shared.SignCompact(Forgery.Header + "x", target.Claims)),
        new("8,193 bytes and more", TokenFailure.TooLong, target => Signed(target.With($"\"exp\":{target.Now + 300},\"x\":\"{new string('x', 8_192)}\""))),
        new("dots only", TokenFailure.BadHeader, _ => ".."),
    ];

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);

    private static string Signed(string payload) => SigningKey.Shared.SignCompact(Forgery.Header, payload);

    private static string Changed(AttackTarget target, int part, Func<string, string> change)
    {
        var parts = Forgery.Good(target).Split('.');
        parts[part] = change(parts[part]);
        return string.Join('.', parts);
    }

    private static string LeftOver(string text) => text[..(text.Length / 4 * 4)] + "A";

    // Header and payload get a length with unused bits, and the signature is made of the text with the wrong bits: only these are wrong.
    private static string Resigned(AttackTarget target, int part)
    {
        var parts = SigningKey.Shared.SignCompact("""{"alg":"RS256" }""", Uneven(target.Claims)).Split('.');
        var (header, payload) = (part == 0 ? Dirty(parts[0]) : parts[0], part == 1 ? Dirty(parts[1]) : parts[1]);
        return part == 2 ? string.Join('.', parts[0], parts[1], Dirty(parts[2])) : SigningKey.Shared.SignInput(header + "." + payload);
    }

    private static string Uneven(string payload) => Bytes(payload).Length % 3 == 0 ? payload + " " : payload;

    private static string Dirty(string text) => text[..^1] + Alphabet[Alphabet.IndexOf(text[^1], StringComparison.Ordinal) + 1];

    // RFC 7515, section 7.2.2: the flattened form. A bearer token has only the compact form.
    private static string Json(AttackTarget target)
    {
        var parts = Forgery.Good(target).Split('.');
        return $$"""{"protected":"{{parts[0]}}","x":"..","payload":"{{parts[1]}}","signature":"{{parts[2]}}"}""";
    }
}
