namespace EventAuth.Storage.Database;

/// <summary>Times as they are kept: milliseconds since 1970 in UTC.</summary>
internal static class StoredTime
{
    /// <summary>The last one that is read as it is: 9998-12-31, so that a page may still show it in any time zone.</summary>
    private const long Last = 253_370_764_799_999;

    /// <summary>Whether a number is a time.</summary>
    public static bool IsOne(long milliseconds) => milliseconds is >= 0 and <= Last;

    /// <summary>The time; 1970 for a number that is none.</summary>
    public static DateTimeOffset Of(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(IsOne(milliseconds) ? milliseconds : 0);
}
