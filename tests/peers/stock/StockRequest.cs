using System.Text.Json;

namespace EventAuth.Peers.Stock;

/// <summary>One event as it is sent.</summary>
internal sealed record StockRequest(string? Action, string? Label, StockRequest.Sender? Client, JsonElement? Params, DateTimeOffset? Time)
{
    /// <summary>What the event says about its customer; only the uuid counts, and only without a token.</summary>
    internal sealed record Sender(string? Uuid);
}
