
namespace EventAuth.Ingest.Tests.Requests;

public sealed class EventFieldsTests : ReaderTest
{
    [Fact]
    public void Read_EventWithEverything_GivesAllOfIt()
    {
        var entry = Entry(Read("""
            { "action": "product.view", "label": "Product page", "somethingElse": [1, {"a": null}],
              "client": { "uuid": "5F0C1D2E-3a4b-4c5d-8e6f-708192a3b4c5", "customId": "c-17", "email": "A@b.c", "firstName": "Eva", "attributes": { "vip": true } },
              "params": { "price": 12.50, "nested": {"a": [1, 2]} }, "time": "2026-11-22T10:14:59.250+01:00", "eventSalt": "01J!" }
            """));

        Assert.Equal("product.view", entry.Action.Value);
        Assert.Equal("Product page", entry.Label);
        Assert.Equal("5f0c1d2e-3a4b-4c5d-8e6f-708192a3b4c5", entry.ClientUuid);
        Assert.Equal("c-17", entry.ClientCustomId);
        Assert.Equal("A@b.c", entry.ClientEmail);
        Assert.Equal([("firstName", "\"Eva\""), ("vip", "true")], entry.Data.Select(datum => (datum.Name, datum.Json)));
        Assert.Equal("""{ "price": 12.50, "nested": {"a": [1, 2]} }""", entry.Params);
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 9, 14, 59, 250, TimeSpan.Zero), entry.Time);
        Assert.Equal("2026-11-22T10:14:59.250+01:00", entry.TimeAsSent);
        Assert.Null(entry.OriginalTime);
        Assert.Equal(ReceivedAt, entry.ReceivedAt);
        Assert.Equal("01J!", entry.EventSalt);
        Assert.Null(entry.Token);
    }

    [Fact]
    public void Read_LeastEvent_LeavesTheRestEmpty()
    {
        var entry = Entry(Read($$$"""{"action":"a.b","client":{"uuid":"{{{Uuid}}}"}}"""));

        Assert.Null(entry.Label);
        Assert.Null(entry.ClientEmail);
        Assert.Null(entry.ClientCustomId);
        Assert.Empty(entry.Data);
        Assert.Equal("{}", entry.Params);
        Assert.Equal(ReceivedAt, entry.Time);
        Assert.Null(entry.TimeAsSent);
        Assert.Null(entry.EventSalt);
    }

    [Fact]
    public void Read_NamesWithEscapes_AreThoseNames() =>
        Assert.Equal("a.b", Entry(Read($$$"""{"\u0061ction":"a\u002eb","client":{"\u0075uid":"{{{Uuid}}}"}}""")).Action.Value);

    [Fact]
    public void Read_EverythingWrong_ReportsAllAtOnce() =>
        AssertErrors(
            Read($$$"""
                { "action": "a b", "label": "{{{Text(257)}}}",
                  "client": { "uuid": "x", "customId": "", "email": "a@b@c", "list": [], "attributes": { "deep": {} } },
                  "params": [], "time": "now", "eventSalt": "ä" }
                """),
            "action invalid_format", "label too_long", "client.uuid invalid_format", "client.customId invalid_format", "client.email invalid_format",
            "client.list invalid_type", "client.attributes.deep invalid_type", "params invalid_type", "time invalid_format", "eventSalt invalid_format");

    [Fact]
    public void Read_EverythingOfAnotherType_ReportsAllAtOnce() =>
        AssertErrors(
            Read("""{"action":1,"label":{"a":1},"client":{"uuid":[1],"customId":7,"email":false,"attributes":[]},"params":"{}","time":0,"eventSalt":null}"""),
            "action invalid_type", "label invalid_type", "client.uuid invalid_type", "client.customId invalid_type", "client.email invalid_type",
            "client.attributes invalid_type", "params invalid_type", "time invalid_type", "eventSalt invalid_type");

    [Theory]
    [InlineData("{}", "action required", "client required")]
    [InlineData("""{"client":{}}""", "action required", "client.uuid required")]
    [InlineData("""{"action":"a.b","client":null}""", "client invalid_type")]
    [InlineData("""{"action":"a.b","client":[]}""", "client invalid_type")]
    [InlineData("""{"action":"a.b","client":{"attributes":{"uuid":"5f0c1d2e-3a4b-4c5d-8e6f-708192a3b4c5"}}}""", "client.uuid required")]
    public void Read_WithoutTokenAndRequiredMember_NamesIt(string json, params string[] errors) => AssertErrors(Read(json), errors);

    [Theory]
    [InlineData("""{"action":"a.b"}""")]
    [InlineData("""{"action":"a.b","client":{}}""")]
    [InlineData("""{"action":"a.b","client":{"firstName":"Eva"}}""")]
    public void Read_WithToken_NeedsNoClientAndNoUuid(string json) => Assert.Null(Entry(Read(json, hasToken: true)).ClientUuid);

    [Theory]
    [InlineData("""{"action":"a.b","client":5}""", "client invalid_type")]
    [InlineData("""{"action":"a.b","client":{"uuid":"x"}}""", "client.uuid invalid_format")]
    public void Read_WithToken_StillChecksWhatIsThere(string json, string error) => AssertErrors(Read(json, hasToken: true), error);

    [Theory]
    [InlineData("a", "action invalid_format")]
    [InlineData("", "action invalid_format")]
    [InlineData("a/b", "action invalid_format")]
    [InlineData("a b", "action invalid_format")]
    [InlineData("café", "action invalid_format")]
    [InlineData("<b>", "action invalid_format")]
    [InlineData("abcdefghijklmnopqrstuvwxyz0123456", "action too_long")]
    public void Read_BadAction_IsRefused(string action, string error)
    {
        var reading = Read($$$"""{"action":"{{{action}}}","client":{"uuid":"{{{Uuid}}}"}}""");
        AssertErrors(reading, error);
        Assert.Null(reading.Action);
    }

    [Fact]
    public void Read_GoodActionWithBadField_KeepsTheActionForTheRecord() => Assert.Equal("product.view", ReadWith("\"label\":1").Action?.Value);

    [Fact]
    public void Read_LabelOf256Characters_IsTaken() => Assert.Equal(256, Entry(ReadWith($"\"label\":\"{Text(256)}\"")).Label!.Length);

    [Theory]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    [InlineData("FFFFFFFF-ffff-ffff-ffff-ffffffffffff")]
    [InlineData("5f0c1d2e3a4b4c5d8e6f708192a3b4c5")]
    [InlineData("5f0c1d2e-3a4b-4c5d-8e6f-708192a3b4c5 ")]
    public void Read_BadUuid_IsRefused(string uuid) =>
        AssertErrors(Read($$$"""{"action":"a.b","client":{"uuid":"{{{uuid}}}"}}"""), "client.uuid invalid_format");

    [Theory]
    [InlineData("a.b.c", "invalid_format")]
    [InlineData("a@b@c", "invalid_format")]
    [InlineData("a b@c", "invalid_format")]
    [InlineData("a@b\\n", "invalid_format")]
    [InlineData("", "invalid_format")]
    public void Read_BadEmail_IsRefused(string email, string code) => AssertErrors(ReadWithClient($"\"email\":\"{email}\""), "client.email " + code);

    [Fact]
    public void Read_EmailAndCustomIdTooLong_AreRefused() =>
        AssertErrors(ReadWithClient($"\"email\":\"{Text(253)}@x\",\"customId\":\"{Text(257)}\""), "client.email too_long", "client.customId too_long");

    [Fact]
    public void Read_LongestEmailAndCustomId_AreTaken()
    {
        var entry = Entry(ReadWithClient($"\"email\":\"{Text(252)}@x\",\"customId\":\"{Text(256)}\""));
        Assert.Equal((254, 256), (entry.ClientEmail!.Length, entry.ClientCustomId!.Length));
    }

    [Theory]
    [InlineData("2026-11-22T09:15:05Z", "2026-11-22T09:15:05Z", null)]
    [InlineData("2026-11-22T09:15:05.0000001Z", "2026-11-22T09:15:00Z", "2026-11-22T09:15:05.0000001Z")]
    [InlineData("2199-01-01T01:00:00+01:00", "2026-11-22T09:15:00Z", "2199-01-01T00:00:00Z")]
    [InlineData("2001-01-01T00:00:00Z", "2001-01-01T00:00:00Z", null)]
    public void Read_Time_IsTakenUpToFiveSecondsAhead(string sent, string time, string? original)
    {
        var entry = Entry(ReadWith($"\"time\":\"{sent}\""));
        Assert.Equal(At(time), entry.Time);
        Assert.Equal(original is null ? null : At(original), entry.OriginalTime);
        Assert.Equal(sent, entry.TimeAsSent);
    }

    [Theory]
    [InlineData("1999-12-31T23:59:59Z", "time out_of_range")]
    [InlineData("9999-12-31T23:59:59-01:00", "time out_of_range")]
    [InlineData("2026-11-22T09:15:05", "time invalid_format")]
    public void Read_BadTime_IsRefused(string sent, string error) => AssertErrors(ReadWith($"\"time\":\"{sent}\""), error);

    [Theory]
    [InlineData("!", true)]
    [InlineData("~", true)]
    [InlineData("", false)]
    [InlineData("a b", false)]
    [InlineData("a\\u007f", false)]
    [InlineData("\\u00e4", false)]
    public void Read_EventSalt_IsVisibleAscii(string salt, bool good) => Assert.Equal(good, ReadWith($"\"eventSalt\":\"{salt}\"").Entry is not null);

    [Fact]
    public void Read_EventSaltOf257Characters_IsTooLong()
    {
        Assert.Equal(256, Entry(ReadWith($"\"eventSalt\":\"{Text(256)}\"")).EventSalt!.Length);
        AssertErrors(ReadWith($"\"eventSalt\":\"{Text(257)}\""), "eventSalt too_long");
    }

    [Theory]
    [InlineData("\"label\":null", "Leave it out")]
    [InlineData("\"eventSalt\":null", "Leave it out")]
    [InlineData("\"time\":null", "Leave it out")]
    [InlineData("\"params\":null", "Leave it out")]
    [InlineData("\"params\":[]", "send {}, or leave it out")]
    [InlineData("\"params\":[ \n ]", "send {}, or leave it out")]
    [InlineData("\"params\":[1]", "an array was sent: give each value a name")]
    [InlineData("\"params\":\"{}\"", "encoded twice")]
    [InlineData("\"label\":5", "Write it in quotation marks")]
    [InlineData("\"label\":false", "Write it in quotation marks")]
    [InlineData("\"label\":[]", "an array was sent")]
    [InlineData("\"label\":{}", "an object was sent")]
    public void Read_MemberOfAnotherType_SaysWhatWasSentAndWhatToSend(string member, string says) =>
        Assert.Contains(says, Assert.Single(ReadWith(member).Errors).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("{\"action\":null,\"client\":{\"uuid\":\"5f0c1d2e-3a4b-4c5d-8e6f-708192a3b4c5\"}}", false, "It is required.")]
    [InlineData("{\"action\":\"a.b\",\"client\":{\"uuid\":null}}", false, "It is required.")]
    [InlineData("{\"action\":\"a.b\",\"client\":{\"uuid\":null}}", true, "Leave it out")]
    [InlineData("{\"action\":\"a.b\",\"client\":[]}", false, "send {} with \"uuid\" in it.")]
    [InlineData("{\"action\":\"a.b\",\"client\":[]}", true, "send {}, or leave it out.")]
    [InlineData("{\"action\":\"a.b\",\"client\":null}", false, "It is required, with \"uuid\" in it.")]
    [InlineData("{\"action\":\"a.b\",\"client\":null}", true, "Leave it out")]
    public void Read_RequiredMemberOfAnotherType_IsNotSaidToBeLeftOut(string json, bool hasToken, string says) =>
        Assert.Contains(says, Assert.Single(Read(json, hasToken).Errors).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("1763802900", "\"2025-11-22T09:15:00Z\"")]
    [InlineData("1763802900123", "\"2025-11-22T09:15:00.123Z\"")]
    [InlineData("1763802900.123456", "\"2025-11-22T09:15:00.123456Z\"")]
    [InlineData("1.7638029e9", "\"2025-11-22T09:15:00Z\"")]
    [InlineData("\"1763802900\"", "\"2025-11-22T09:15:00Z\"")]
    [InlineData("946684800", "\"2000-01-01T00:00:00Z\"")]
    [InlineData("946684799", "A number was sent.")]
    [InlineData("4102444800", "A number was sent.")]
    [InlineData("0", "A number was sent.")]
    [InlineData("-1763802900", "A number was sent.")]
    [InlineData("1e400", "A number was sent.")]
    [InlineData("\"2026-11-22 10:15:00+01:00\"", "A T stands between date and time. Must")]
    [InlineData("\"2026-11-22 10:15:00\"", "A T stands between date and time. The offset is missing")]
    [InlineData("\"2026-11-22T10:15:00\"", "The offset is missing")]
    [InlineData("\"2026-11-22T10:15:00.123456\"", "The offset is missing")]
    [InlineData("\"2026-11-22T10:15:00+0100\"", "The offset has a colon")]
    [InlineData("\"2026-11-22\"", "Must be a string with a time by RFC 3339")]
    [InlineData("\"\"", "Must be a string with a time by RFC 3339")]
    public void Read_TimeOfAnotherForm_SaysHowItIsWritten(string time, string says)
    {
        var error = Assert.Single(ReadWith($"\"time\":{time}").Errors);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.Equal(("time", time.StartsWith('"') ? "invalid_format" : "invalid_type"), (error.Field, error.Code));
    }

    [Fact]
    public void Read_BadValue_IsNotInTheAnswerOrTheCause()
    {
        var reading = Read("""{"action":"secret 1","label":2,"client":{"uuid":"secret2","email":"secret3","secretName":[],"attributes":{"secretName":{}}},"time":"secret4"}""");

        Assert.DoesNotContain(reading.Errors, error => error.Message.Contains("secret", StringComparison.Ordinal) || error.Code.Contains("secret", StringComparison.Ordinal));
        Assert.Equal(
            "action invalid_format, label invalid_type, client.uuid invalid_format, client.email invalid_format, client.* invalid_type, client.attributes.* invalid_type, time invalid_format",
            EarlyRejection.CauseOf(reading.Errors));
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
