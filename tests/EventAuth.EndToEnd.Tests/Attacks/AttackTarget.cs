namespace EventAuth.EndToEnd.Tests.Attacks;

/// <summary>The customer that an attack is after, and claims for this customer that would be right.</summary>
internal sealed class AttackTarget
{
    /// <summary>A customer nobody has heard of.</summary>
    public string Uuid { get; } = Guid.NewGuid().ToString();

    /// <summary>Seconds since 1970.</summary>
    public long Now { get; } = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>An event that nobody has seen either.</summary>
    public string Action => "attack." + Uuid[..8];

    /// <summary>A payload that lacks nothing.</summary>
    public string Claims => With($"\"exp\":{Now + 300}");

    /// <summary>A payload with the customer and these members.</summary>
    public string With(string members) => $$"""{"uuid":"{{Uuid}}",{{members}}}""";
}
