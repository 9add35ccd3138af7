using System.Text;
using System.Text.Json;
using EventAuth.Ingest.Requests;

namespace EventAuth.Ingest.Tests.Requests;

/// <summary>Whatever the bytes, the reader answers; and whatever it takes keeps the promises of an entry.</summary>
public sealed class MutationTests : ReaderTest
{
    private const int Rounds = 40_000;

    private static readonly byte[][] Seeds =
    [
        .. new[]
        {
            """{"action":"product.view","label":"Product page","client":{"uuid":"5f0c1d2e-3a4b-4c5d-8e6f-708192a3b4c5","customId":"c-17","email":"a@b.c","firstName":"Eva","attributes":{"x":1,"é":"\ud83d\ude00"}},"params":{"price":12.5,"tags":["a","b"],"n":{"m":null}},"time":"2026-11-22T10:15:00.000+01:00","eventSalt":"01J"}""",
            """{"action":"a.b","client":{"uuid":"5f0c1d2e-3a4b-4c5d-8e6f-708192a3b4c5"}}""",
            """{"client":{"attributes":{"a":"\u0000\\\"","b":-1.5e-7,"c":true,"d":null}},"action":"\u0061\u002eb","time":"2016-12-31T23:59:60Z","unknown":[[[{"a":{}}]]]}""",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    private static readonly byte[][] Tokens =
    [
        .. new[] { "{", "}", "[", "]", ":", ",", "\"", "\\", "\\u", "\\ud800", "\\udc00", "\\u0000", "null", "true", "1e999", "-", "0", "\"action\":", "\"uuid\":", "\"attributes\":{", "é", "😀", " ", "\n" }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xEF, 0xBB, 0xBF], [0],
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Read_MutatedEvents_NeverThrows(int seed)
    {
        var random = new Random(seed);
        var taken = 0;
        for (var round = 0; round < Rounds / 3; round++)
        {
            var body = Mutate(random, Seeds[random.Next(Seeds.Length)]);
            var reading = Read(body, hasToken: random.Next(2) == 0);
            AssertWhole(reading);
            taken += reading.Entry is null ? 0 : 1;
        }

        Assert.InRange(taken, Rounds / 100, Rounds / 3);
    }

    [Fact]
    public void Read_MutatedBatches_NeverThrows()
    {
        var random = new Random(4);
        var readable = 0;
        for (var round = 0; round < Rounds / 4; round++)
        {
            byte[] batch = [(byte)'[', .. Seeds[0], (byte)',', .. Seeds[1], (byte)',', .. Seeds[2], (byte)']'];
            var reading = ReadBatch(Mutate(random, batch), hasToken: true);
            Assert.All(reading.Events, AssertWhole);
            readable += reading.Events.Count;
        }

        Assert.InRange(readable, Rounds / 40, Rounds);
    }

    private static void AssertWhole(ReadEvent reading)
    {
        if (reading.Entry is not { } entry)
        {
            Assert.NotEmpty(reading.Errors);
            return;
        }

        Assert.Empty(reading.Errors);
        Assert.NotEmpty(entry.Action.Value);
        using var parameters = JsonDocument.Parse(entry.Params);
        Assert.Equal(JsonValueKind.Object, parameters.RootElement.ValueKind);
        foreach (var datum in entry.Data)
        {
            Assert.InRange(datum.Name.Length, 1, 64);
            if (datum.Json is not null)
            {
                using var value = JsonDocument.Parse(datum.Json);
                Assert.NotEqual(JsonValueKind.Object, value.RootElement.ValueKind);
                Assert.NotEqual(JsonValueKind.Array, value.RootElement.ValueKind);
            }
        }
    }

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
                    bytes.InsertRange(at, Tokens[random.Next(Tokens.Length)]);
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
