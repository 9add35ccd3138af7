using System.Text;
using EventAuth.Core.Decisions;
using EventAuth.Core.Journal;
using EventAuth.Ingest.Limits;
using EventAuth.Ingest.Requests;

namespace EventAuth.Ingest.Tests.Requests;

/// <summary>What is wrong with a body, and where, as the sender reads it.</summary>
public sealed class JsonFlawTests : ReaderTest
{
    [Theory]
    [InlineData("", "EmptyBody", 1, 1, "empty")]
    [InlineData(" \n\t ", "EmptyBody", 1, 1, "empty")]
    [InlineData("\uFEFF{}", "ByteOrderMark", 1, 1, "byte-order mark")]
    [InlineData("{\0}\0", "Utf16", 1, 1, "UTF-16")]
    [InlineData("{", "UnexpectedEnd", 1, 2, "ends before")]
    [InlineData("{\"a\":\n", "UnexpectedEnd", 2, 1, "ends before")]
    [InlineData("{\"a\":\"b", "UnexpectedEnd", 1, 8, "ends before")]
    [InlineData("{\"a\":\"b\\", "UnexpectedEnd", 1, 9, "ends before")]
    [InlineData("{\"a\":[1,2", "UnexpectedEnd", 1, 10, "ends before")]
    [InlineData("{\"a\":1,}", "TrailingComma", 1, 7, "trailing comma")]
    [InlineData("{\"a\":[1,2, \n ]}", "TrailingComma", 1, 10, "trailing comma")]
    [InlineData("{\r\n  \"a\": 1,\r\n}", "TrailingComma", 2, 9, "trailing comma")]
    [InlineData("{\"a\":1 \"b\":2}", "MissingComma", 1, 8, "comma is missing")]
    [InlineData("{\"a\":\"19\" screen\"}", "MissingComma", 1, 11, "quotation mark is written as \\\"")]
    [InlineData("{\"a\" 1}", "MissingColon", 1, 6, "colon")]
    [InlineData("{\"a\"=1}", "MissingColon", 1, 5, "colon")]
    [InlineData("{\"a\":}", "MissingValue", 1, 6, "value is missing")]
    [InlineData("{\"a\":,\"b\":1}", "MissingValue", 1, 6, "value is missing")]
    [InlineData("{\"a\":[1}", "WrongBracket", 1, 8, "closing bracket")]
    [InlineData("{\"a\":1]", "WrongBracket", 1, 7, "closing bracket")]
    [InlineData("{\"price\":NaN}", "NotANumber", 1, 10, "NaN is not JSON")]
    [InlineData("{\"price\":-Infinity}", "NotANumber", 1, 10, "-Infinity is not JSON")]
    [InlineData("{\"a\":undefined}", "ForeignWord", 1, 6, "undefined is not JSON. Leave the member out.")]
    [InlineData("{\"a\":None}", "ForeignWord", 1, 6, "None is not JSON")]
    [InlineData("{\"a\":True}", "ForeignWord", 1, 6, "Write true.")]
    [InlineData("{'a':1}", "WrongQuotes", 1, 2, "straight double")]
    [InlineData("{\"a\":'b'}", "WrongQuotes", 1, 6, "straight double")]
    [InlineData("{“a”:1}", "WrongQuotes", 1, 2, "straight double")]
    [InlineData("{a:1}", "UnquotedName", 1, 2, "without quotation marks")]
    [InlineData("{\"a\":1,b:2}", "UnquotedName", 1, 8, "without quotation marks")]
    [InlineData("// a note\n{}", "Comment", 1, 1, "comment")]
    [InlineData("{\"a\":1 /* one */}", "Comment", 1, 8, "comment")]
    [InlineData("{\"a\":01}", "BadNumber", 1, 7, "number")]
    [InlineData("{\"a\":0x1F}", "BadNumber", 1, 7, "number")]
    [InlineData("{\"a\":+1}", "BadNumber", 1, 6, "number")]
    [InlineData("{\"a\":.5}", "BadNumber", 1, 6, "number")]
    [InlineData("{\"a\":1.}", "BadNumber", 1, 6, "number")]
    [InlineData("{\"a\":1_000}", "BadNumber", 1, 7, "number")]
    [InlineData("{\"a\":1,5 €}", "BadNumber", 1, 8, "1,5")]
    [InlineData("{\"a\":1, 5:2}", "UnquotedName", 1, 9, "without quotation marks")]
    [InlineData("{„a“:1}", "WrongQuotes", 1, 2, "straight double")]
    [InlineData("{\"a\":‘b’}", "WrongQuotes", 1, 6, "straight double")]
    [InlineData("{\"a\":\"C:\\dir\"}", "BadEscape", 1, 9, "backslash")]
    [InlineData("{\"a\":\"\\u12\"}", "BadEscape", 1, 7, "backslash")]
    [InlineData("{\"a\":\"x\ny\"}", "ControlCharacter", 1, 8, "U+000A")]
    [InlineData("{\"a\":\"x\ty\"}", "ControlCharacter", 1, 8, "\\t")]
    [InlineData("action=page.visit&client[uuid]=1", "FormData", 1, 1, "form data")]
    [InlineData("client[uuid]=1&action=page.visit", "FormData", 1, 1, "form data")]
    [InlineData("eyJhY3Rpb24iOiJ4In0=", "UnexpectedCharacter", 1, 1, "the character “e”")]
    [InlineData("{} {}", "TextAfterEnd", 1, 4, "/v4/events/batch")]
    [InlineData("{}\n{}", "TextAfterEnd", 2, 1, "/v4/events/batch")]
    [InlineData("{};", "TextAfterEnd", 1, 3, "after the end")]
    [InlineData("<html>", "UnexpectedCharacter", 1, 1, "“<”")]
    [InlineData("nonsense", "UnexpectedCharacter", 1, 1, "“n”")]
    [InlineData("\u00a0{}", "UnexpectedCharacter", 1, 1, "U+00A0")]
    [InlineData("{\"é😀\":x}", "UnexpectedCharacter", 1, 8, "“x”")]
    [InlineData("[]", "NotAnObject", 1, 1, "send {}")]
    [InlineData(" [{}]", "NotAnObject", 1, 2, "/v4/events/batch")]
    [InlineData("null", "NotAnObject", 1, 1, "null. An event is one JSON object")]
    [InlineData("\"{}\"", "NotAnObject", 1, 1, "encoded twice")]
    [InlineData("7", "NotAnObject", 1, 1, "a number")]
    [InlineData("{\"a\":1,\n\"a\":2}", "DuplicateMember", 2, 1, "stands in this object before")]
    [InlineData("{\"a\":1,\"\\u0061\":2}", "DuplicateMember", 1, 8, "stands in this object before")]
    [InlineData("{\"a\":\"\\ud83d\"}", "LoneSurrogate", 1, 6, "half of a character")]
    public void Read_MalformedBody_SaysWhatIsWrongAndWhere(string body, string flaw, int line, int column, string says)
    {
        var reading = new EventRequestReader().ReadEvent(Encoding.UTF8.GetBytes(body), hasToken: false, ReceivedAt, new JournalEntry());

        Assert.Equal(new JsonFlawPlace(Enum.Parse<JsonFlaw>(flaw), line, column), reading.Flaw);
        var message = Assert.Single(reading.Errors).Message;
        Assert.StartsWith($"Line {line}, column {column}: ", message, StringComparison.Ordinal);
        Assert.Contains(says, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("7B 22 61 22 3A 22 FC 22 7D", "NotUtf8", 1, 7, "0xFC")]
    [InlineData("7B 22 61 22 3A 22 C3", "NotUtf8", 1, 7, "0xC3")]
    [InlineData("7B 0A 22 C3 A9 22 3A 22 ED A0 80 22 7D", "NotUtf8", 2, 6, "0xED")]
    [InlineData("FF FE 7B 00 7D 00", "Utf16", 1, 1, "UTF-16")]
    [InlineData("FE FF 00 7B 00 7D", "Utf16", 1, 1, "UTF-16")]
    [InlineData("00 7B 00 7D", "Utf16", 1, 1, "UTF-16")]
    public void Read_BytesThatAreNotUtf8_AreNamed(string bytes, string flaw, int line, int column, string says)
    {
        var body = Convert.FromHexString(bytes.Replace(" ", "", StringComparison.Ordinal));
        var reading = new EventRequestReader().ReadEvent(body, hasToken: false, ReceivedAt, new JournalEntry());

        Assert.Equal(new JsonFlawPlace(Enum.Parse<JsonFlaw>(flaw), line, column), reading.Flaw);
        Assert.Contains(says, Assert.Single(reading.Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_BrokenUtf8FarBehind_IsFound()
    {
        var body = Encoding.UTF8.GetBytes("{\"a\":\"" + string.Concat(Enumerable.Repeat("é😀", 3_000)) + "\"}");
        body[^3] = 0xFF;

        var reading = new EventRequestReader().ReadEvent(body, hasToken: false, ReceivedAt, new JournalEntry());

        Assert.Equal(JsonFlaw.NotUtf8, reading.Flaw.Flaw);
        Assert.InRange(reading.Flaw.ColumnNumber, 9_000, 9_006);
    }

    [Theory]
    [InlineData("", "EmptyBody", 1, 1)]
    [InlineData("{}", "NotAnArray", 1, 1)]
    [InlineData("\n \"[]\"", "NotAnArray", 2, 2)]
    [InlineData("[{},]", "TrailingComma", 1, 4)]
    [InlineData("[{} {}]", "MissingComma", 1, 5)]
    [InlineData("[{}", "UnexpectedEnd", 1, 4)]
    [InlineData("[{}}", "WrongBracket", 1, 4)]
    [InlineData("[\n{},\n{\"a\":NaN}]", "NotANumber", 3, 6)]
    [InlineData("[] []", "TextAfterEnd", 1, 4)]
    [InlineData("{}\n{}", "TextAfterEnd", 2, 1)]
    [InlineData("[{},]x", "TrailingComma", 1, 4)]
    public void OpenBatch_Malformed_SaysWhatIsWrongAndWhere(string body, string flaw, int line, int column)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var reader = new EventRequestReader();
        var fault = reader.OpenBatch(bytes, out _);

        Assert.Equal(new JsonFlawPlace(Enum.Parse<JsonFlaw>(flaw), line, column), reader.Explain(bytes, fault).Flaw);
    }

    [Fact]
    public void Read_TooDeep_SaysWhereTheFirstTooManyBegins()
    {
        var body = Encoding.UTF8.GetBytes("{\"a\":" + new string('[', 40) + new string(']', 40) + "}");
        Assert.Equal(new JsonFlawPlace(JsonFlaw.TooDeep, 1, 5 + RequestLimits.Depth), new EventRequestReader().ReadEvent(body, false, ReceivedAt, new JournalEntry()).Flaw);
    }

    [Fact]
    public void Read_ManyNamesOneTwice_SaysWhereTheSecondIs()
    {
        var names = string.Concat(Enumerable.Range(0, 2_000).Select(number => $"\"n{number}\":0,\n"));
        var body = Encoding.UTF8.GetBytes($"{{\n{names}  \"n1234\":0\n}}");
        Assert.Equal(new JsonFlawPlace(JsonFlaw.DuplicateMember, 2_002, 3), new EventRequestReader().ReadEvent(body, false, ReceivedAt, new JournalEntry()).Flaw);
    }

    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    public void Read_MutatedBodies_AlwaysHaveAPlaceInTheBody(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 5_000; round++)
        {
            var body = MutatedJson.Make(random);
            var lines = Encoding.UTF8.GetString(body).Split('\n');
            var reading = new EventRequestReader().ReadEvent(body, hasToken: false, ReceivedAt, new JournalEntry());
            if (reading.Fault != ReadFault.None)
            {
                Assert.InRange(reading.Flaw.LineNumber, 1, lines.Length);
                Assert.InRange(reading.Flaw.ColumnNumber, 1, lines[reading.Flaw.LineNumber - 1].Length + 1);
                Assert.Equal(reading.Flaw, JsonFlawPlace.ReadCause(reading.Flaw.ToCause()));
            }
        }
    }
}
