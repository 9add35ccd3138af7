using System.Globalization;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace EventAuth.Storage.Database;

/// <summary>
/// Enumerations are kept by number. A number that stands for nothing is read as it is, for the reader to leave its row out.
/// </summary>
internal sealed class EnumConverter<T>() : ValueConverter<T, long>(
    value => Convert.ToInt64(value, CultureInfo.InvariantCulture),
    number => ToEnum(number))
    where T : struct, Enum
{
    private static T ToEnum(long number) => (T)Enum.ToObject(typeof(T), number);
}
