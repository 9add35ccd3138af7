using System.Text;
using EventAuth.Ingest.Limits;
using EventAuth.Ingest.Requests;

namespace EventAuth.Ingest.Tests.Requests;

public sealed class BatchRequestReaderTests : ReaderTest
{
    private const string Good = """{"action":"a.b","client":{"uuid":"5f0c1d2e-3a4b-4c5d-8e6f-708192a3b4c5"}}""";

    [Theory]
    [InlineData("", nameof(ReadFault.NotJson))]
    [InlineData("{}", nameof(ReadFault.NotAnArray))]
    [InlineData("7", nameof(ReadFault.NotAnArray))]
    [InlineData("{} x", nameof(ReadFault.NotJson))]
    [InlineData("[" + Good, nameof(ReadFault.NotJson))]
    [InlineData("[" + Good + "," + "]", nameof(ReadFault.NotJson))]
    [InlineData("[" + Good + "] []", nameof(ReadFault.NotJson))]
    [InlineData("[" + Good + ",{\"a\":1,\"a\":}]", nameof(ReadFault.NotJson))]
    [InlineData("\uFEFF[]", nameof(ReadFault.NotJson))]
    public void Read_NotAnArrayOfJson_IsAFaultOfTheWhole(string json, string fault)
    {
        var reading = ReadBatch(json);
        Assert.Equal(fault, reading.Fault.ToString());
        Assert.Empty(reading.Events);
    }

    [Fact]
    public void Read_FaultsInsideElements_StayThere()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 32)) + string.Concat(Enumerable.Repeat("]", 32));
        var reading = ReadBatch($$$"""[ {{{Good}}}, {"a":{"b":1,"b":2}}, {"a":{{{deep}}}}, {"a":"\ud800"}, 5, [[{}]], {"action":"x"}, {{{Good}}} ]""");

        Assert.Equal(
            [ReadFault.None, ReadFault.DuplicateMember, ReadFault.TooDeep, ReadFault.LoneSurrogate, ReadFault.None, ReadFault.None, ReadFault.None, ReadFault.None],
            reading.Events.Select(read => read.Fault));
        Assert.Equal([true, false, false, false, false, false, false, true], reading.Events.Select(read => read.Entry is not null));
        Assert.Equal(["", ""], reading.Events.Skip(4).Take(2).Select(read => Assert.Single(read.Errors).Field));
        AssertErrors(reading.Events[6], "action invalid_format", "client required");
    }

    [Fact]
    public void Read_DeepestAllowedElement_IsTaken()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 31)) + string.Concat(Enumerable.Repeat("]", 31));
        Entry(Assert.Single(ReadBatch($"[{Good[..^1]},\"x\":{deep}}}]").Events));
    }

    [Fact]
    public void Read_SameNamesInDifferentElements_AreNoDuplicates() =>
        Assert.All(ReadBatch($"[{Good},{Good}]").Events, reading => Entry(reading));

    [Fact]
    public void Read_Events_AreAtMostAThousand()
    {
        Assert.Equal(1000, ReadBatch("[" + string.Join(',', Enumerable.Repeat(Good, 1000)) + "]").Events.Count);
        Assert.Equal(ReadFault.TooMany, ReadBatch("[" + string.Join(',', Enumerable.Repeat("{}", 1001)) + "]").Fault);
    }

    [Fact]
    public void Read_EmptyArray_IsNoFault() => Assert.Equal((ReadFault.None, 0), (ReadBatch("[]").Fault, ReadBatch("[]").Events.Count));

    [Fact]
    public void Read_VeryManyProblems_AreListedUpToALimitButAtLeastOnePerEvent()
    {
        var bad = "{\"client\":{" + string.Join(',', Enumerable.Range(0, 100).Select(i => $"\"a{i}\":[]")) + "}}";
        var reading = ReadBatch("[" + string.Join(',', Enumerable.Repeat(bad, 1000)) + "]");

        Assert.All(reading.Events, read => Assert.NotEmpty(read.Errors));
        Assert.InRange(reading.Events.Sum(read => read.Errors.Count), RequestLimits.BatchProblems, RequestLimits.BatchProblems + 1000);
    }

    private static ReadBatch ReadBatch(string json) => ReadBatch(Encoding.UTF8.GetBytes(json));
}
