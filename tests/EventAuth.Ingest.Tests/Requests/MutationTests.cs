using System.Text.Json;

namespace EventAuth.Ingest.Tests.Requests;

/// <summary>Whatever the bytes, the reader returns a result; and whatever it accepts meets the promises of an entry.</summary>
public sealed class MutationTests : ReaderTest
{
    private const int Rounds = 40_000;

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
            var body = MutatedJson.Make(random);
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
            var reading = ReadBatch(MutatedJson.MakeBatch(random), hasToken: true);
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
}
