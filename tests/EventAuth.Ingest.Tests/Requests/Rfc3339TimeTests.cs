using System.Globalization;
using System.Text;
using EventAuth.Ingest.Requests;

namespace EventAuth.Ingest.Tests.Requests;

public sealed class Rfc3339TimeTests
{
    [Theory]
    [InlineData("2026-11-22T10:15:00Z", "2026-11-22T10:15:00.0000000Z")]
    [InlineData("2026-11-22t10:15:00z", "2026-11-22T10:15:00.0000000Z")]
    [InlineData("2026-11-22T10:15:00.000+01:00", "2026-11-22T09:15:00.0000000Z")]
    [InlineData("2026-11-22T00:15:00-05:45", "2026-11-22T06:00:00.0000000Z")]
    [InlineData("2026-11-22T10:15:00-00:00", "2026-11-22T10:15:00.0000000Z")]
    [InlineData("2026-11-22T10:15:00.1Z", "2026-11-22T10:15:00.1000000Z")]
    [InlineData("2026-11-22T10:15:00.12345678999999999999Z", "2026-11-22T10:15:00.1234567Z")]
    [InlineData("2000-01-01T00:00:00Z", "2000-01-01T00:00:00.0000000Z")]
    [InlineData("1999-12-31T23:30:00-01:00", "2000-01-01T00:30:00.0000000Z")]
    [InlineData("2024-02-29T00:00:00Z", "2024-02-29T00:00:00.0000000Z")]
    [InlineData("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.9999999Z")]
    [InlineData("2016-12-31T23:59:60Z", "2017-01-01T00:00:00.0000000Z")]
    [InlineData("2015-07-01T01:59:60.5+02:00", "2015-07-01T00:00:00.5000000Z")]
    public void Read_TimeWithOffset_GivesItInUtc(string text, string utc)
    {
        Assert.Equal(TimeFault.None, Rfc3339Time.Read(Encoding.UTF8.GetBytes(text), out var time));
        Assert.Equal(utc, time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        Assert.Equal(TimeSpan.Zero, time.Offset);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-11-22")]
    [InlineData("2026-11-22T10:15:00")]
    [InlineData("2026-11-22T10:15Z")]
    [InlineData("2026-11-22 10:15:00Z")]
    [InlineData("2026-11-22T10:15:00.Z")]
    [InlineData("2026-11-22T10:15:00,5Z")]
    [InlineData("2026-11-22T10:15:00.5")]
    [InlineData("2026-11-22T10:15:00+1:00")]
    [InlineData("2026-11-22T10:15:00+0100")]
    [InlineData("2026-11-22T10:15:00+01")]
    [InlineData("2026-11-22T10:15:00+24:00")]
    [InlineData("2026-11-22T10:15:00+01:60")]
    [InlineData("2026-11-22T10:15:00ZZ")]
    [InlineData(" 2026-11-22T10:15:00Z")]
    [InlineData("2026-11-22T10:15:00Z ")]
    [InlineData("2026-00-22T10:15:00Z")]
    [InlineData("2026-13-22T10:15:00Z")]
    [InlineData("2026-11-31T10:15:00Z")]
    [InlineData("2026-11-00T10:15:00Z")]
    [InlineData("2025-02-29T00:00:00Z")]
    [InlineData("2026-11-22T24:00:00Z")]
    [InlineData("2026-11-22T10:60:00Z")]
    [InlineData("2026-11-22T10:15:61Z")]
    [InlineData("2026-11-22T10:15:60Z")]
    [InlineData("2026-12-31T23:59:60+01:00")]
    [InlineData("+2026-11-22T10:15:00Z")]
    [InlineData("２026-11-22T10:15:00Z")]
    [InlineData("2026-1１-22T10:15:00Z")]
    [InlineData("-026-11-22T10:15:00Z")]
    public void Read_AnythingElse_IsBadFormat(string text) =>
        Assert.Equal(TimeFault.BadFormat, Rfc3339Time.Read(Encoding.UTF8.GetBytes(text), out _));

    [Theory]
    [InlineData("1999-12-31T23:59:59.999Z")]
    [InlineData("2000-01-01T00:30:00+01:00")]
    [InlineData("0000-01-01T00:00:00Z")]
    [InlineData("1998-12-31T23:59:60Z")]
    [InlineData("9999-12-31T23:30:00-01:00")]
    [InlineData("9999-12-31T23:59:60Z")]
    public void Read_OutsideTheYears_IsOutOfRange(string text) =>
        Assert.Equal(TimeFault.OutOfRange, Rfc3339Time.Read(Encoding.UTF8.GetBytes(text), out _));
}
