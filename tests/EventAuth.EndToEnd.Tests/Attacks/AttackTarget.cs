namespace EventAuth.EndToEnd.Tests.Attacks;

/// <summary>The customer that an attack targets, and valid claims for this customer.</summary>
internal sealed class AttackTarget
{
    /// <summary>An unknown customer.</summary>
    public string Uuid { get; } = Guid.NewGuid().ToString();

    /// <summary>Seconds since 1970.</summary>
    public long Now { get; } = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>An event with an unknown name.</summary>
    public string Action => "attack." + Uuid[..8];

    /// <summary>A complete payload.</summary>
    public string Claims => With($"\"exp\":{Now + 300}");

    /// <summary>A payload with the customer and these members.</summary>
    public string With(string members) => $$"""{"uuid":"{{Uuid}}",{{members}}}""";
}
