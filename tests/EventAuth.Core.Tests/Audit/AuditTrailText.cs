using EventAuth.Core.Audit;

namespace EventAuth.Core.Tests.Audit;

/// <summary>Trails made in a test.</summary>
internal static class AuditTrailText
{
    public static AuditKey Key { get; } = new([.. Enumerable.Range(0, AuditKey.Length).Select(i => (byte)i)]);

    public static DateTimeOffset Start { get; } = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    /// <summary>A trail of this many entries.</summary>
    public static List<AuditEntry> Make(int count, AuditKey? key = null, string who = "anna@shop.example")
    {
        var entries = new List<AuditEntry>();
        var head = AuditHead.None;
        for (var i = 0; i < count; i++)
        {
            var entry = AuditChain.Follow(
                key ?? Key, head, new AuditFact(AuditAction.PolicyListsChanged, "policy", null, $"{i}"), new AuditActor(who, "192.0.2.7"), Start.AddSeconds(i));
            entries.Add(entry);
            head = entry.Head;
        }

        return entries;
    }

    public static AuditVerdict Verify(IEnumerable<AuditEntry> entries, AuditHead? kept, string? elsewhere = null)
    {
        var verification = new AuditVerification(Key, kept, elsewhere);
        foreach (var entry in entries.OrderBy(entry => entry.Number))
        {
            verification.Add(entry);
        }

        return verification.Finish();
    }
}
