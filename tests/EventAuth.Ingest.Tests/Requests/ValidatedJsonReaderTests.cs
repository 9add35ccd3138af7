using System.Text;
using EventAuth.Ingest.Limits;
using EventAuth.Ingest.Requests;

namespace EventAuth.Ingest.Tests.Requests;

/// <summary>Skipping unread content must stop exactly at its end.</summary>
public sealed class ValidatedJsonReaderTests : ReaderTest
{
    [Theory]
    [InlineData("{}")]
    [InlineData("{ \"a\" : [ ] }")]
    [InlineData("{\"}\":\"{\",\"]\":[\"[\"]}")]
    [InlineData("{\"a\\\"}\":\"\\\\\",\"b\":\"\\\\\\\"}\"}")]
    [InlineData("{\"a\":\"\\u005c\\u0022}\",\"b\":[[[{\"c\":[]}]]]}")]
    [InlineData("{\"é😀\":\"]}\"}")]
    public void Read_ValueOfAnyShape_EndsWhereItEnds(string value)
    {
        var text = $$"""{"params":{{value}}, "extra" : {{value}},"label":"caf\u00e9","more":[{{value}},0],"client":{"uuid":"{{Uuid}}"},"action":"a.b" }""";
        var entry = Entry(Read(text));
        Assert.Equal(value, entry.Params);
        Assert.Equal("café", entry.Label);
        Assert.Equal("a.b", entry.Action.Value);
        Assert.Equal(Uuid, entry.ClientUuid);
    }

    [Fact]
    public void Read_ValueThatIsLast_EndsTheEvent() =>
        Assert.Equal("{\"a\":[1]}", Entry(Read($$$"""{"action":"a.b","client":{"uuid":"{{{Uuid}}}"},"params":{"a":[1]}}""")).Params);

    [Fact]
    public void Read_ClientIsAList_IsAnErrorAndTheRestIsRead() =>
        AssertErrors(Read("""{"client":[{"uuid":"}"}],"action":17}"""), "client invalid_type", "action invalid_type");

    [Fact]
    public void ReadBatch_NoRoomForMoreProblems_ReadsWhatFollowsTheClient()
    {
        // The quotation marks of the resolved text are unescaped in the body when the rest of the client is not read.
        const string bad = """{"client":{"x":"\"\"\u0022","uuid":17,"y":"}\"{","z":{"}":[]}},"params":{},"action":"a.b"}""";
        var count = RequestLimits.BatchEvents;
        var full = "{\"client\":{" + string.Join(',', Enumerable.Range(0, 390).Select(number => $"\"a{number}\":[]")) + "},\"action\":\"a.b\"}";
        var batch = ReadBatch(Encoding.UTF8.GetBytes("[" + string.Join(',', Enumerable.Range(0, count).Select(number => number < 20 ? full : bad)) + "]"));

        Assert.Equal(count, batch.Events.Count);
        Assert.All(batch.Events.Skip(20), read => Assert.Equal<(string?, string)>(("a.b", "client.uuid invalid_type"), (read.Action?.Value, string.Join(' ', read.Errors.Select(error => $"{error.Field} {error.Code}")))));
    }
}
