using System.Linq.Expressions;
using EventAuth.Core.Limits;
using EventAuth.Storage.Entities;

namespace EventAuth.Admin.Access;

/// <summary>
/// How long an issued secret can be used: never longer than its own lifetime from now. One that got a later end from a clock that was ahead
/// is refused, and the next one works.
/// </summary>
internal static class ValidSpan
{
    /// <summary>The latest valid end for something with this lifetime, at this moment.</summary>
    public static DateTimeOffset LatestEnd(DateTimeOffset now, TimeSpan lifetime) => now + lifetime + ClockSteps.Tolerance;

    /// <summary>The API keys that can be used at this moment. One without an end can be used whenever it was created.</summary>
    public static Expression<Func<ApiKeyRecord, bool>> OfApiKeys(DateTimeOffset now)
    {
        var latest = now + ClockSteps.Tolerance;
        return record => record.RevokedAt == null && (record.ExpiresAt == null || (record.ExpiresAt > now && record.CreatedAt <= latest));
    }
}
