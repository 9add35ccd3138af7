namespace EventAuth.Peers.Stock;

/// <summary>A customer: who it is (customId, or the uuid of one without a token) and when it was last seen.</summary>
internal sealed class StockProfile
{
    public required string CustomId { get; init; }

    public required DateTimeOffset LastSeen { get; set; }
}
