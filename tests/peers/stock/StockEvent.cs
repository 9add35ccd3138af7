namespace EventAuth.Peers.Stock;

/// <summary>One accepted event as it is stored.</summary>
internal sealed class StockEvent
{
    public long Id { get; init; }

    public required DateTimeOffset Received { get; init; }

    public required string CustomId { get; init; }

    public required string Action { get; init; }

    public string? Label { get; init; }

    public string? Params { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required string Reason { get; init; }
}
