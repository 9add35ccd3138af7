using System.Text;
using System.Text.Json;
using EventAuth.Testing;

namespace EventAuth.Ingest.Tests.Requests;

/// <summary>Escapes are resolved in the body itself: what is next to them must not change.</summary>
public sealed class JsonEscapesTests : ReaderTest
{
    private const string Everything = "\\u0041\\n\\t\\\"\\\\\\/\\b\\f\\r\\ud83d\\ude00\\u017c\\u00e9\\u0000";
    private const string EverythingAsText = "A\n\t\"\\/\b\f\r\ud83d\ude00\u017c\u00e9\0";

    [Fact]
    public void Read_EscapesEverywhere_LeaveEachNeighbourAsItWasSent()
    {
        var entry = Entry(Read(
            $$$"""
            {"l\u0061bel":"{{{Everything}}}","p\u0061rams":{"\u0061":"{{{Everything}}}" , "b":[1.50,"\u0062"]},"\u0061ction":"product\u002eview",
            "eventS\u0061lt":"\u0073alt","cl\u0069ent":{"c\u0069ty":"{{{Everything}}}","uu\u0069d":"5F0C1D2E\u002d3a4b-4c5d-8e6f-708192a3b4c5","em\u0061il":"\u0061nna@shop.example",
            "custom\u0049d":"c\u002d17","attr\u0069butes":{"s\u0069ze":"\u004d","c\u0069ty":"Graz","plain":1.0}},"t\u0069me":"2026\u002d11-22T09:15:00Z"}
            """));

        Assert.Equal(EverythingAsText, entry.Label);
        Assert.Equal($$"""{"\u0061":"{{Everything}}" , "b":[1.50,"\u0062"]}""", entry.Params);
        Assert.Equal("product.view", entry.Action.Value);
        Assert.Equal("salt", entry.EventSalt);
        Assert.Equal(Uuid, entry.ClientUuid);
        Assert.Equal(("anna@shop.example", "c-17"), (entry.ClientEmail, entry.ClientCustomId));
        Assert.Equal("2026-11-22T09:15:00Z", entry.TimeAsSent);
        Assert.Equal(
            [new PlainDatum("city", $"\"{Everything}\""), new PlainDatum("size", "\"\\u004d\""), new PlainDatum("plain", "1.0")],
            entry.Data);
    }

    [Theory]
    [InlineData("c\\u0069ty", "city")]
    [InlineData("city", "c\\u0069ty")]
    [InlineData("\\u0063ity", "cit\\u0079")]
    [InlineData("\\ud83d\\ude00", "😀")]
    public void Read_SameNameInClientAndAttributesHoweverWritten_IsOne(string named, string attribute)
    {
        var expected = JsonSerializer.Deserialize<string>($"\"{named}\"")!;

        Assert.Equal(
            [new PlainDatum(expected, "\"n\\u0061med\"")],
            Entry(ReadWithClient($"\"{named}\":\"n\\u0061med\",\"attributes\":{{\"{attribute}\":\"\\u0061ttribute\"}}")).Data);
        Assert.Equal(
            [new PlainDatum(expected, "\"n\\u0061med\"")],
            Entry(ReadWithClient($"\"attributes\":{{\"{attribute}\":\"\\u0061ttribute\"}},\"{named}\":\"n\\u0061med\"")).Data);
    }

    [Theory]
    [InlineData("\"c\\u0069ty\":1,\"city\":2")]
    [InlineData("\"attributes\":{\"c\\u0069ty\":1,\"\\u0063ity\":2}")]
    public void Read_SameNameTwiceInOneObjectHoweverWritten_IsADuplicate(string members) =>
        Assert.Equal(Ingest.Requests.ReadFault.DuplicateMember, ReadWithClient(members).Fault);

    [Fact]
    public void ReadBatch_EscapesInOneEvent_DoNotReachTheNext()
    {
        const string element = $$$"""{"params":{"\u0061":"\u0062"},"action":"product\u002eview","label":"\u0061\u0062","client":{"uuid":"{{{Uuid}}}","c\u0069ty":"\u0057ien"} }""";
        var batch = ReadBatch(Encoding.UTF8.GetBytes($"[{string.Join(" , ", Enumerable.Repeat(element, 50))}]"));

        Assert.Equal(50, batch.Events.Count);
        Assert.All(batch.Events, read =>
        {
            var entry = Entry(read);
            Assert.Equal(("product.view", "ab", Uuid, "{\"\\u0061\":\"\\u0062\"}"), (entry.Action.Value, entry.Label, entry.ClientUuid, entry.Params));
            Assert.Equal([new PlainDatum("city", "\"\\u0057ien\"")], entry.Data);
        });
    }
}
