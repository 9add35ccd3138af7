namespace EventAuth.Core.Audit;

/// <summary>How entries are joined.</summary>
public static class AuditChain
{
    private static readonly byte[] Beginning = new byte[AuditKey.Length];

    /// <summary>The entry that follows, sealed.</summary>
    /// <param name="actor">Who did it, if the fact does not say, and from where.</param>
    public static AuditEntry Follow(AuditKey key, AuditHead head, AuditFact fact, AuditActor actor, DateTimeOffset time)
    {
        // With the precision of storage, so that it has the same hash when it is read back.
        var moment = DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());
        var previous = head.Number == 0 ? Beginning : Convert.FromHexString(head.Hash);
        var entry = new AuditEntry(
            head.Number + 1, moment, fact.Who ?? actor.Who, actor.Origin,
            fact.Action.Code, fact.Subject, fact.Before, fact.After, previous, default);
        return entry with { Hash = key.Seal(entry) };
    }
}
