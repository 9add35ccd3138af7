using System.Globalization;
using System.Text;
using EventAuth.Testing;

namespace EventAuth.Benchmarks.Fuzz;

/// <summary>Inputs of the greatest length whose shape was made to be slow: many names, many problems, much depth, much to decode.</summary>
internal static class ExtremeInputs
{
    private const string Uuid = "5f0c1d2e-3a4b-4c5d-8e6f-708192a3b4c5";

    public static IReadOnlyList<byte[]> Events(int length) => [.. EventTexts(length - 64).Select(Encoding.UTF8.GetBytes)];

    public static IReadOnlyList<byte[]> Batches(int length) =>
    [
        .. EventTexts(length - 64).Select(text => Encoding.UTF8.GetBytes("[" + text + "]")),
        .. EventTexts(length / 1_000 - 8).Select(text => Encoding.UTF8.GetBytes("[" + string.Join(',', Enumerable.Repeat(text, 1_000)) + "]")),
        Encoding.UTF8.GetBytes("[" + Repeated("{},", length - 8) + "{}]"),
        Encoding.UTF8.GetBytes("[" + Repeated("0,", length - 8) + "0]"),
        Encoding.UTF8.GetBytes(new string('[', length)),
        Encoding.UTF8.GetBytes(Repeated("[{\"a\":", length)),
        Encoding.UTF8.GetBytes("[" + new string(' ', length - 2) + "]"),
    ];

    public static IReadOnlyList<byte[]> Tokens(int length)
    {
        var payload = (length - 500) / 4 * 3;
        return
        [
            .. EventTexts(payload - 64).Select(text => Token("{\"exp\":1800000300,\"customId\":\"c\",\"x\":" + text + "}")),
            Token(new string('[', payload)),
            Encoding.UTF8.GetBytes(new string('.', length)),
            Encoding.UTF8.GetBytes(new string('A', length)),
            Encoding.UTF8.GetBytes(new string('A', length - 2) + ".."),
        ];
    }

    public static IReadOnlyList<byte[]> Certificates(int length)
    {
        var good = FuzzCorpus.Text("certificates", "pkcs8.pem");
        return
        [
            .. new[] { "-", "A", "\\n", " ", "\u2060", "-----BEGIN", "-----BEGIN PUBLIC KEY-----", "PRIVATEKE", "b3BlbnNzaC1rZXktdjA", "\"d\":", "MII", "ssh-rs", "\uFEFF", "\0" }
                .Select(part => Encoding.UTF8.GetBytes(Repeated(part, length))),
            Encoding.UTF8.GetBytes(good.Replace("\n", new string('\n', (length - good.Length) / 10), StringComparison.Ordinal)),
            Encoding.UTF8.GetBytes("-----BEGIN PUBLIC KEY-----" + new string('A', length - 60) + "-----END PUBLIC KEY-----"),
            Encoding.UTF8.GetBytes(Convert.ToBase64String([0x30, 0x82, 0xBF, 0x00, 0x02, 0x82, 0xBE, 0x00, .. Enumerable.Repeat((byte)0x7F, 48_000)])),
            Encoding.UTF8.GetBytes(Convert.ToBase64String(Enumerable.Repeat((byte)'\\', 48_000).ToArray())),
        ];
    }

    private static byte[] Token(string payload) => Encoding.UTF8.GetBytes(
        SigningKey.Encode("""{"alg":"RS256"}"""u8) + "." + SigningKey.Encode(Encoding.UTF8.GetBytes(payload)) + "." + SigningKey.Encode(new byte[256]));

    private static IEnumerable<string> EventTexts(int length)
    {
        var beginning = $"{{\"action\":\"a.b\",\"client\":{{\"uuid\":\"{Uuid}\"}},\"params\":{{";
        var room = length - beginning.Length - 2;
        yield return beginning + "\"n\":0," + Numbered("\"{0}\":0,", room) + "}}";
        yield return beginning + "\"n\":0," + Numbered("\"\\u0061{0}\":0,", room) + "}}";
        yield return beginning + "\"n\":0," + Numbered("\"same-beginning-same-beginning-same-beginning-{0}\":0,", room) + "}}";
        yield return beginning + "\"n\":[" + Repeated("{\"a\":0},", room - 20) + "0]}}";
        yield return beginning + "\"n\":\"" + Repeated("\\u00e9", room - 20) + "\"}}";
        yield return beginning + "\"n\":\"" + Repeated("\\ud83d\\ude00", room - 20) + "\"}}";
        yield return beginning + "\"n\":[" + Repeated("1e5,", room - 20) + "0]}}";
        yield return beginning + "\"n\":" + Repeated("{\"a\":", room - 20) + "}}";
        var client = $"{{\"action\":\"a.b\",\"client\":{{\"uuid\":\"{Uuid}\",";
        yield return client + "\"n\":0," + Numbered("\"{0}\":0,", room) + "}}";
        yield return client + "\"n\":0," + Numbered("\"{0}\":[],", room) + "}}";
        yield return client + "\"n\":0," + Numbered("\"\\ud83d\\ude00{0}\":{{}},", room) + "}}";
        yield return client + "\"attributes\":{\"n\":0," + Numbered("\"{0}\":[],", room - 20) + "}}}";
        yield return client + "\"attributes\":{\"n\":0," + Numbered("\"{0}\":null,", room - 20) + "}}}";
        yield return client + "\"email\":\"" + Repeated("\\u0040", room - 20) + "\"}}";
        yield return client + "\"customId\":\"" + Repeated("\\\\", room - 20) + "\"}}";
    }

    private static string Repeated(string part, int bytes) => string.Concat(Enumerable.Repeat(part, Math.Max(0, bytes / Encoding.UTF8.GetByteCount(part))));

    // Each copy with another number; the comma after the last is dropped.
    private static string Numbered(string form, int bytes)
    {
        var text = new StringBuilder();
        for (var number = 0; Encoding.UTF8.GetByteCount(form) + text.Length + 8 < bytes; number++)
        {
            text.AppendFormat(CultureInfo.InvariantCulture, form, number);
        }

        return text.ToString().TrimEnd(',') is { Length: > 0 } written ? written : "\"0\":0";
    }
}
