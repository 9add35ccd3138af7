namespace EventAuth.EndToEnd.Tests.Durability.Load;

/// <summary>One request of a load.</summary>
/// <param name="Events">One event, or those of a batch.</param>
/// <param name="Token">The token for all of them, or null.</param>
/// <param name="IsBatch">Whether it goes to the batch path.</param>
internal sealed record SentRequest(IReadOnlyList<SentEvent> Events, string? Token, bool IsBatch)
{
    /// <summary>Whether sending it again is safe.</summary>
    public bool IsRepeatable => Events.All(sent => sent.Salt is not null);
}
