using System.Globalization;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace EventAuth.Storage.Database;

/// <summary>Times as they are stored: milliseconds since 1970 in UTC.</summary>
internal static class StoredTime
{
    /// <summary>The latest time that is read unchanged: 9998-12-31, so that a page may still show it in any time zone.</summary>
    private const long Last = 253_370_764_799_999;

    public static bool IsOne(long milliseconds) => milliseconds is >= 0 and <= Last;

    /// <summary>The time; 1970 for a number that is not a time.</summary>
    public static DateTimeOffset Of(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(IsOne(milliseconds) ? milliseconds : 0);
}

/// <summary>Times are stored as numbers: small, ordered, the same in every database.</summary>
internal sealed class UnixMillisecondsConverter() : ValueConverter<DateTimeOffset, long>(
    time => time.ToUnixTimeMilliseconds(),
    milliseconds => StoredTime.Of(milliseconds));

/// <summary>Numbers. One that is too large for the program is read as -1, which is never a valid value.</summary>
internal sealed class NumberConverter() : ValueConverter<int, long>(
    number => number,
    number => number >= int.MinValue && number <= int.MaxValue ? (int)number : -1);

/// <summary>Choices, by number. A number that is too large for one must not become another: it is read as -1, which is none.</summary>
internal sealed class ChoiceConverter<T>() : ValueConverter<T, long>(
    choice => Convert.ToInt64(choice, CultureInfo.InvariantCulture),
    number => Of(number))
    where T : struct, Enum
{
    private static T Of(long number) => (T)Enum.ToObject(typeof(T), number is >= int.MinValue and <= int.MaxValue ? (int)number : -1);
}

/// <summary>Ids of events are stored as 16 bytes in network order, to sort like their text. Other bytes are read as no id.</summary>
internal sealed class BigEndianGuidConverter() : ValueConverter<Guid, byte[]>(
    id => id.ToByteArray(true),
    bytes => bytes.Length == 16 ? new Guid(bytes, true) : Guid.Empty);
