using EventAuth.Core.Limits;

namespace EventAuth.Core.Journal;

/// <summary>How many rejections of one cause are recorded one by one. The rest is only counted: an attack must not fill the disk.</summary>
public static class RejectionQuota
{
    /// <summary>So many are recorded a minute: more than a shop's own mistakes make, a small part of what an attacker can send.</summary>
    public const int PerMinute = 6_000;

    /// <summary>The quota of one cause; a rejection that takes from it is recorded by itself.</summary>
    public static Quota Create() => new(PerMinute, TimeSpan.FromMinutes(1));
}
