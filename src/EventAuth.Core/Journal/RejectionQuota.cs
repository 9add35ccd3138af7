using EventAuth.Core.Limits;

namespace EventAuth.Core.Journal;

/// <summary>How many rejections of one cause are recorded individually. The rest are only counted: no attack may fill the disk.</summary>
public static class RejectionQuota
{
    /// <summary>How many are recorded per minute: more than a shop's own mistakes, a small part of what an attacker can send.</summary>
    public const int PerMinute = 6_000;

    /// <summary>The quota of one cause; a rejection that takes from it is recorded individually.</summary>
    public static Quota Create() => new(PerMinute, TimeSpan.FromMinutes(1));
}
