using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace EventAuth.Storage.Database;

/// <summary>Times are kept as milliseconds since 1970 in UTC: small, ordered, the same in every database.</summary>
internal sealed class UnixMillisecondsConverter() : ValueConverter<DateTimeOffset, long>(
    time => time.ToUnixTimeMilliseconds(),
    milliseconds => StoredTime.Of(milliseconds));
