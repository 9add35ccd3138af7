using System.Linq.Expressions;
using EventAuth.Core.Limits;
using EventAuth.Storage.Entities;

namespace EventAuth.Admin.Access;

/// <summary>
/// Until when what was handed out can be used: never longer than its own lifetime from now. What a clock that was ahead gave a later end is
/// of no use, and the next one is.
/// </summary>
internal static class ValidSpan
{
    /// <summary>The latest end that something of this lifetime can have at this moment.</summary>
    public static DateTimeOffset LatestEnd(DateTimeOffset now, TimeSpan lifetime) => now + lifetime + ClockSteps.Tolerance;

    /// <summary>The API keys that can be used at this moment. One without an end can be whenever it was made.</summary>
    public static Expression<Func<ApiKeyRecord, bool>> OfApiKeys(DateTimeOffset now)
    {
        var latest = now + ClockSteps.Tolerance;
        return record => record.RevokedAt == null && (record.ExpiresAt == null || (record.ExpiresAt > now && record.CreatedAt <= latest));
    }
}
