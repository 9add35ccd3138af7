using System.Text;
using EventAuth.Ingest.Limits;
using EventAuth.Ingest.Requests;

namespace EventAuth.Ingest.Tests.Requests;

public sealed class EventRequestReaderTests : ReaderTest
{
    [Theory]
    [InlineData("", nameof(ReadFault.NotJson))]
    [InlineData("   ", nameof(ReadFault.NotJson))]
    [InlineData("{", nameof(ReadFault.NotJson))]
    [InlineData("{\"action\":}", nameof(ReadFault.NotJson))]
    [InlineData("{\"action\":\"a.b\",}", nameof(ReadFault.NotJson))]
    [InlineData("{} {}", nameof(ReadFault.NotJson))]
    [InlineData("{}x", nameof(ReadFault.NotJson))]
    [InlineData("{/**/}", nameof(ReadFault.NotJson))]
    [InlineData("{'action':'a.b'}", nameof(ReadFault.NotJson))]
    [InlineData("{\"a\":\"\u0001\"}", nameof(ReadFault.NotJson))]
    [InlineData("{\"a\":\"\\x\"}", nameof(ReadFault.NotJson))]
    [InlineData("{\"a\":NaN}", nameof(ReadFault.NotJson))]
    [InlineData("{\"a\":01}", nameof(ReadFault.NotJson))]
    [InlineData("\uFEFF{}", nameof(ReadFault.NotJson))]
    [InlineData("[]", nameof(ReadFault.NotAnObject))]
    [InlineData("[{}]", nameof(ReadFault.NotAnObject))]
    [InlineData("null", nameof(ReadFault.NotAnObject))]
    [InlineData("\"{}\"", nameof(ReadFault.NotAnObject))]
    [InlineData("{\"action\":\"a.b\",\"action\":\"a.b\"}", nameof(ReadFault.DuplicateMember))]
    [InlineData("{\"action\":\"a.b\",\"\\u0061ction\":\"a.b\"}", nameof(ReadFault.DuplicateMember))]
    [InlineData("{\"x\":1,\"y\":2,\"x\":3}", nameof(ReadFault.DuplicateMember))]
    [InlineData("{\"params\":{\"a\":[{\"b\":1,\"c\":2,\"b\":3}]}}", nameof(ReadFault.DuplicateMember))]
    [InlineData("{\"unknown\":{\"\":1,\"\":2}}", nameof(ReadFault.DuplicateMember))]
    [InlineData("{\"client\":{\"\\ud83d\\ude00\":1,\"😀\":2}}", nameof(ReadFault.DuplicateMember))]
    [InlineData("{\"label\":\"\\ud800\"}", nameof(ReadFault.LoneSurrogate))]
    [InlineData("{\"label\":\"\\udc00\"}", nameof(ReadFault.LoneSurrogate))]
    [InlineData("{\"label\":\"\\uD83Dx\\ude00\"}", nameof(ReadFault.LoneSurrogate))]
    [InlineData("{\"label\":\"\\ude00\\ud83d\"}", nameof(ReadFault.LoneSurrogate))]
    [InlineData("{\"label\":\"\\ud83d\\ud83d\\ude00\"}", nameof(ReadFault.LoneSurrogate))]
    [InlineData("{\"params\":{\"\\udbff\":1}}", nameof(ReadFault.LoneSurrogate))]
    public void Read_NotOneSoundObject_IsAFault(string json, string fault)
    {
        var reading = Read(json);
        Assert.Equal(fault, reading.Fault.ToString());
        Assert.Null(reading.Entry);
        var error = Assert.Single(reading.Errors);
        Assert.Equal(("", reading.Fault.ToErrorCode()), (error.Field, error.Code));
        Assert.Matches("^Line 1, column [0-9]+: .*[.]$", error.Message);
    }

    [Theory]
    [InlineData(new byte[] { 0xC3, 0x28 })]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0xC0, 0x80 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xF4, 0x90, 0x80, 0x80 })]
    [InlineData(new byte[] { 0xE2, 0x82 })]
    public void Read_BrokenUtf8InsideAString_IsNotJson(byte[] broken)
    {
        byte[] body = [.. Encoding.UTF8.GetBytes("{\"unknown\":\""), .. broken, .. Encoding.UTF8.GetBytes("\"}")];
        Assert.Equal(ReadFault.NotJson, Read(body).Fault);
    }

    [Theory]
    [InlineData("\"label\":\"\\ud83d\\ude00\"")]
    [InlineData("\"label\":\"\\\\ud800\"")]
    [InlineData("\"label\":\"\\\\\\\\\\u00e4\\n\\ud83d\\ude00\\\\\"")]
    [InlineData("\"params\":{\"a\":{\"x\":1},\"b\":{\"x\":1},\"A\":[{\"x\":1},{\"x\":1}]}")]
    [InlineData("\"Action\":\"another name\"")]
    public void Read_SoundObject_IsTaken(string members) => Entry(ReadWith(members));

    [Theory]
    [InlineData("[", "]", 31, true)]
    [InlineData("[", "]", 32, false)]
    [InlineData("{\"a\":", "}", 31, true)]
    [InlineData("{\"a\":", "}", 32, false)]
    public void Read_Depth_IsAtMost32WithTheEventItself(string open, string close, int levels, bool good)
    {
        var reading = ReadWith($"\"unknown\":{Nest(open, close, levels)}");
        Assert.Equal(good ? ReadFault.None : ReadFault.TooDeep, reading.Fault);
    }

    [Fact]
    public void Read_DeepestPossibleBody_IsAFaultAndNothingWorse()
    {
        Assert.Equal(ReadFault.NotJson, Read(new string('[', RequestLimits.EventBytes)).Fault);
        Assert.Equal(ReadFault.TooDeep, ReadWith($"\"params\":{Nest("{\"a\":", "}", 10_000)}").Fault);
    }

    [Fact]
    public void Read_ObjectOfManyMembers_FindsTheOneDuplicate()
    {
        var names = Enumerable.Range(0, 5_000).Select(i => $"\"n{i}\":0").ToList();
        Assert.Equal(ReadFault.None, ReadWith($"\"params\":{{{string.Join(',', names)}}}").Fault);
        Assert.Equal(ReadFault.DuplicateMember, ReadWith($"\"params\":{{{string.Join(',', names.Append("\"n\\u0031234\":0"))}}}").Fault);
    }

    private static string Nest(string open, string close, int levels) =>
        string.Concat(Enumerable.Repeat(open, levels)) + (open == "[" ? "" : "1") + string.Concat(Enumerable.Repeat(close, levels));
}
