using System.Globalization;
using EventAuth.Ingest.Limits;

namespace EventAuth.Ingest.Requests;

/// <summary>
/// Reads <c>date-time</c> of RFC 3339, section 5.6, and nothing else: T and Z in either case, an offset always, a fraction of any length.
/// Digits below 100 ns are cut. A leap second is accepted only where one can be (section 5.7), and counts as the second after it (POSIX).
/// </summary>
internal static class Rfc3339Time
{
    private const int FractionDigits = 7;

    /// <summary>Reads a time in UTC.</summary>
    public static TimeFault Read(ReadOnlySpan<byte> text, out DateTimeOffset time)
    {
        time = default;
        if (text.Length < 20
            || text[4] != '-' || text[7] != '-' || text[10] is not ((byte)'T' or (byte)'t') || text[13] != ':' || text[16] != ':'
            || !TryNumber(text[..4], 9999, out var year)
            || !TryNumber(text[5..7], 12, out var month) || month == 0
            || !TryNumber(text[8..10], 31, out var day) || day == 0 || day > DateTime.DaysInMonth(Math.Max(year, 4), month)
            || !TryNumber(text[11..13], 23, out var hour)
            || !TryNumber(text[14..16], 59, out var minute)
            || !TryNumber(text[17..19], 60, out var second)
            || !TryFraction(text[19..], out var fraction, out var rest)
            || !TryOffset(rest, out var offset))
        {
            return TimeFault.BadFormat;
        }

        if (year < RequestLimits.EarliestTime.Year - 1)
        {
            return TimeFault.OutOfRange;
        }

        var minuteTicks = new DateTime(year, month, day, hour, minute, 0, DateTimeKind.Unspecified).Ticks - offset.Ticks;
        if (second == 60 && !MayHaveLeapSecond(minuteTicks))
        {
            return TimeFault.BadFormat;
        }

        var ticks = minuteTicks + (second * TimeSpan.TicksPerSecond) + fraction;
        if (ticks < RequestLimits.EarliestTime.Ticks || ticks > DateTimeOffset.MaxValue.Ticks)
        {
            return TimeFault.OutOfRange;
        }

        time = new DateTimeOffset(ticks, TimeSpan.Zero);
        return TimeFault.None;
    }

    private static bool MayHaveLeapSecond(long minuteTicks) =>
        minuteTicks <= DateTime.MaxValue.Ticks
        && new DateTime(minuteTicks, DateTimeKind.Utc)
            is { Month: 6, Day: 30, Hour: 23, Minute: 59 } or { Month: 12, Day: 31, Hour: 23, Minute: 59 };

    private static bool TryNumber(ReadOnlySpan<byte> digits, int most, out int number) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= most;

    private static bool TryFraction(ReadOnlySpan<byte> text, out int ticks, out ReadOnlySpan<byte> rest)
    {
        ticks = 0;
        rest = text;
        if (text[0] != '.')
        {
            return true;
        }

        var length = text[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (length <= 0)
        {
            return false;
        }

        for (var i = 0; i < FractionDigits; i++)
        {
            ticks = (ticks * 10) + (i < length ? text[1 + i] - '0' : 0);
        }

        rest = text[(1 + length)..];
        return true;
    }

    private static bool TryOffset(ReadOnlySpan<byte> text, out TimeSpan offset)
    {
        offset = default;
        if (text is [(byte)'Z' or (byte)'z'])
        {
            return true;
        }

        if (text.Length != 6 || text[0] is not ((byte)'+' or (byte)'-') || text[3] != ':'
            || !TryNumber(text[1..3], 23, out var hours) || !TryNumber(text[4..6], 59, out var minutes))
        {
            return false;
        }

        offset = new TimeSpan(hours, minutes, 0) * (text[0] == '-' ? -1 : 1);
        return true;
    }
}

/// <summary>Why a text is not a time of an event.</summary>
internal enum TimeFault
{
    None,

    /// <summary>Not RFC 3339 with an offset.</summary>
    BadFormat,

    /// <summary>A time, but before the earliest allowed one, or beyond the calendar.</summary>
    OutOfRange,
}
