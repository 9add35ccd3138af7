namespace EventAuth.Storage.Entities;

/// <summary>Says that tokens which name a customer count no more, if they were issued by a certain moment.</summary>
public sealed class TokenEndRecord
{
    /// <summary>A keyed hash of the identifier: it stays after the customer was deleted, and tells nothing of them.</summary>
    public required byte[] Identifier { get; set; }

    /// <summary>The moment.</summary>
    public DateTimeOffset EndedAt { get; set; }
}
