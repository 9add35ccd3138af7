using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace EventAuth.Storage.Database;

/// <summary>Numbers. One that is too large for the program is read as -1, which none of them is.</summary>
internal sealed class NumberConverter() : ValueConverter<int, long>(
    number => number,
    number => number >= int.MinValue && number <= int.MaxValue ? (int)number : -1);
