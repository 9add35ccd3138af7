namespace EventAuth.EndToEnd.Tests.Sdk.Shops;

/// <summary>With what the demo shop starts.</summary>
internal sealed record ShopSetup
{
    /// <summary>Where its pages send events: an address, or a path of the shop's own domain.</summary>
    public required string Endpoint { get; init; }

    /// <summary>The console.</summary>
    public required Uri Admin { get; init; }

    /// <summary>The key with which it defines its certificate; null if it does not.</summary>
    public string? ApiKey { get; init; }

    /// <summary>How long its tokens are valid, in seconds.</summary>
    public int TokenLifetimeSeconds { get; init; } = 300;

    /// <summary>The hash of the SDK in its script tag; null for none.</summary>
    public string? ScriptIntegrity { get; init; }

    /// <summary>Its data folder; null for a temporary one.</summary>
    public string? Data { get; init; }
}
