using System.Text;

namespace EventAuth.Ingest.Tests.Requests;

/// <summary>Valid events with a few changes: many are still JSON, many are not.</summary>
internal static class MutatedJson
{
    private static readonly byte[][] s_seeds =
    [
        .. new[]
        {
            """{"action":"product.view","label":"Product page","client":{"uuid":"5f0c1d2e-3a4b-4c5d-8e6f-708192a3b4c5","customId":"c-17","email":"a@b.c","firstName":"Eva","attributes":{"x":1,"é":"\ud83d\ude00"}},"params":{"price":12.5,"tags":["a","b"],"n":{"m":null}},"time":"2026-11-22T10:15:00.000+01:00","eventSalt":"01J"}""",
            """{"action":"a.b","client":{"uuid":"5f0c1d2e-3a4b-4c5d-8e6f-708192a3b4c5"}}""",
            """{"client":{"attributes":{"a":"\u0000\\\"","b":-1.5e-7,"c":true,"d":null}},"action":"\u0061\u002eb","time":"2016-12-31T23:59:60Z","unknown":[[[{"a":{}}]]]}""",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    private static readonly byte[][] s_tokens =
    [
        .. new[] { "{", "}", "[", "]", ":", ",", "\"", "\\", "\\u", "\\ud800", "\\udc00", "\\u0000", "null", "true", "1e999", "-", "0", "\"action\":", "\"uuid\":", "\"attributes\":{", "é", "😀", " ", "\n" }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xEF, 0xBB, 0xBF], [0],
    ];

    /// <summary>One event.</summary>
    public static byte[] Make(Random random) => Mutate(random, s_seeds[random.Next(s_seeds.Length)]);

    /// <summary>Three events in an array.</summary>
    public static byte[] MakeBatch(Random random) =>
        Mutate(random, [(byte)'[', .. s_seeds[0], (byte)',', .. s_seeds[1], (byte)',', .. s_seeds[2], (byte)']']);

    private static byte[] Mutate(Random random, byte[] original)
    {
        var bytes = original.ToList();
        for (var change = random.Next(1, 4); change > 0 && bytes.Count > 0; change--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 8), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, s_tokens[random.Next(s_tokens.Length)]);
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 40), bytes.Count - at)));
                    break;
                case 4:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    bytes[at] = (byte)"abcxyz0129.-_{}[]\",: "[random.Next(21)];
                    break;
            }
        }

        return [.. bytes];
    }
}
