using System.Buffers.Text;
using System.Globalization;
using EventAuth.Ingest.Limits;

namespace EventAuth.Ingest.Requests;

/// <summary>Says what is wrong with a time that is not of RFC 3339, and how to write the same moment, if that is known.</summary>
internal static class TimeMessages
{
    private const string Rule = "Must be a string with a time by RFC 3339 and an offset, as in 2026-11-22T10:15:00.000+01:00.";

    /// <summary>Date, T and time, up to the seconds.</summary>
    private const int TimeLength = 19;

    // A value outside is not a time that a shop sends, but some other number.
    private static readonly DateTimeOffset s_latestPlausible = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The message for a number.</summary>
    public static string ForNumber(ReadOnlySpan<byte> number) =>
        ReadUnixTime(number) is { } time ? InsteadOfNumber(time) : "A number was sent. " + Rule;

    /// <summary>The message for a string.</summary>
    public static string ForText(ReadOnlySpan<byte> text)
    {
        if (ReadUnixTime(text) is { } time)
        {
            return InsteadOfNumber(time);
        }

        // The usual deviations: a space for the T, no offset, or one without its colon.
        if (text.Length < TimeLength || text[4] != '-' || text[7] != '-' || text[13] != ':' || text[16] != ':')
        {
            return Rule;
        }

        var behindSeconds = text[TimeLength..];
        var separator = text[10] is (byte)'T' or (byte)'t' ? "" : "A T stands between date and time. ";
        var offset = behindSeconds.IndexOfAny("Zz+-"u8) < 0 ? "The offset is missing: Z for UTC, or one as +01:00. "
            : behindSeconds is [.., (byte)'+' or (byte)'-', _, _, _, _] ? "The offset has a colon, as in +01:00. "
            : "";
        return separator + offset + Rule;
    }

    private static string InsteadOfNumber(DateTimeOffset time) => string.Create(
        CultureInfo.InvariantCulture,
        $"A Unix time was sent; as a string by RFC 3339 this moment is \"{time:yyyy-MM-dd'T'HH:mm:ss.FFFFFFF}Z\".");

    // In seconds or milliseconds, whole or not.
    private static DateTimeOffset? ReadUnixTime(ReadOnlySpan<byte> number)
    {
        if (!Utf8Parser.TryParse(number, out decimal value, out var read) || read != number.Length)
        {
            return null;
        }

        return AsMoment(value, TimeSpan.TicksPerSecond) ?? AsMoment(value, TimeSpan.TicksPerMillisecond);
    }

    private static DateTimeOffset? AsMoment(decimal value, long ticksOfUnit)
    {
        var earliest = (RequestLimits.EarliestTime - DateTimeOffset.UnixEpoch).Ticks / ticksOfUnit;
        var latest = (s_latestPlausible - DateTimeOffset.UnixEpoch).Ticks / ticksOfUnit;
        return value >= earliest && value < latest ? DateTimeOffset.UnixEpoch.AddTicks((long)(value * ticksOfUnit)) : null;
    }
}
