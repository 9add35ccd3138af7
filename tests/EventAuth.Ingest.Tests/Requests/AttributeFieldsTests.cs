using System.Text.Json;

namespace EventAuth.Ingest.Tests.Requests;

public sealed class AttributeFieldsTests : ReaderTest
{
    [Fact]
    public void Read_Scalars_AreKeptAsJson() =>
        Assert.Equal(
            [("s", "\"a\\u0062\""), ("n", "-1.50e3"), ("t", "true"), ("f", "false"), ("gone", null), ("é", "\"ü\"")],
            Entry(ReadWithClient("\"s\":\"a\\u0062\",\"n\":-1.50e3,\"t\":true,\"f\":false,\"attributes\":{\"gone\":null,\"é\":\"ü\"}")).Data.Select(datum => (datum.Name, datum.Json)));

    [Theory]
    [InlineData("\"city\":\"Graz\",\"attributes\":{\"city\":\"Linz\",\"zip\":1}")]
    [InlineData("\"attributes\":{\"city\":\"Linz\",\"zip\":1},\"city\":\"Graz\"")]
    [InlineData("\"attributes\":{\"c\\u0069ty\":\"Linz\",\"zip\":1},\"city\":\"Graz\"")]
    public void Read_SameNameInBothPlaces_MemberOfClientWins(string members) =>
        Assert.Equal([("city", "\"Graz\""), ("zip", "1")], Entry(ReadWithClient(members)).Data.Select(datum => (datum.Name, datum.Json!)).Order());

    [Fact]
    public void Read_NullInClientOverValueInAttributes_Removes() =>
        Assert.Equal([("city", null)], Entry(ReadWithClient("\"city\":null,\"attributes\":{\"city\":\"Linz\"}")).Data.Select(datum => (datum.Name, datum.Json)));

    [Fact]
    public void Read_IdentifiersAmongAttributes_AreDataAndNeverIdentifiers()
    {
        var entry = Entry(ReadWithClient("\"attributes\":{\"uuid\":\"u\",\"email\":\"a@b.c\",\"customId\":\"c\",\"attributes\":1}"));

        Assert.Equal(["uuid", "email", "customId", "attributes"], entry.Data.Select(datum => datum.Name));
        Assert.Equal(Uuid, entry.ClientUuid);
        Assert.Null(entry.ClientEmail);
        Assert.Null(entry.ClientCustomId);
    }

    [Fact]
    public void Read_IdentifiersOfClient_AreNoData() =>
        Assert.Empty(Entry(ReadWithClient("\"email\":\"a@b.c\",\"customId\":\"c\",\"attributes\":{}")).Data);

    [Fact]
    public void Read_Names_Have1To64Characters()
    {
        Assert.Equal(64, Entry(ReadWithClient($"\"{Text(64)}\":1")).Data[0].Name.Length);
        AssertErrors(ReadWithClient($"\"{Text(65)}\":1"), "client too_long");
        AssertErrors(ReadWithClient("\"attributes\":{\"\":1}"), "client.attributes invalid_format");
    }

    [Theory]
    [InlineData(1024, true)]
    [InlineData(1025, false)]
    public void Read_StringValue_HasAtMostOneKibibyteOfUtf8(int bytes, bool good)
    {
        var plain = ReadWithClient($"\"a\":\"{Text(bytes)}\"");
        var wide = ReadWithClient($"\"a\":\"{new string('é', bytes / 2)}{Text(bytes % 2)}\"");
        var escaped = ReadWithClient($"\"a\":\"{string.Concat(Enumerable.Repeat("\\u0061", bytes))}\"");

        Assert.All([plain, wide, escaped], reading => Assert.Equal(good, reading.Entry is not null));
        if (!good)
        {
            AssertErrors(escaped, "client.a too_long");
        }
    }

    [Fact]
    public void Read_NumberLongerThanOneKibibyte_IsRefused() =>
        AssertErrors(ReadWithClient($"\"attributes\":{{\"n\":{new string('1', 1025)}}}"), "client.attributes.n too_long");

    [Fact]
    public void Read_200Attributes_AreTakenAnd201AreNot()
    {
        Assert.Equal(200, Entry(ReadWithClient(Members(0, 100) + $",\"attributes\":{{{Members(100, 200)}}}")).Data.Count);
        Assert.Equal(200, Entry(ReadWithClient(Members(0, 200) + $",\"attributes\":{{{Members(0, 200)}}}")).Data.Count);
        AssertErrors(ReadWithClient(Members(0, 101) + $",\"attributes\":{{{Members(100, 201)}}}"), "client.attributes too_many");
    }

    [Fact]
    public void Read_ThousandsOfBadAttributes_AnswerStaysBounded()
    {
        var reading = ReadWithClient(string.Join(',', Enumerable.Range(0, 5_000).Select(i => $"\"a{i}\":[]")));
        Assert.InRange(reading.Errors.Count, 200, 401);
        Assert.Equal("too_many", reading.Errors[^1].Code);
    }

    [Fact]
    public void Read_Data_IsAlwaysJson()
    {
        var entry = Entry(ReadWithClient("\"quote\":\"\\\"\\\\\\u0000\\ud83d\\ude00\",\"big\":1e999,\"zero\":-0.0"));
        Assert.All(entry.Data, datum => JsonDocument.Parse(datum.Json!).Dispose());
    }

    private static string Members(int from, int to) => string.Join(',', Enumerable.Range(from, to - from).Select(i => $"\"a{i}\":{i}"));
}
