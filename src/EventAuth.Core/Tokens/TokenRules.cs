namespace EventAuth.Core.Tokens;

/// <summary>The settings under which tokens are checked.</summary>
public sealed record TokenRules
{
    /// <summary>The longest token, in bytes.</summary>
    public const int MaxLength = 8192;

    /// <summary>How far clocks may differ. <c>Tokens:ClockSkewSeconds</c>.</summary>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How far in the future <c>exp</c> may be. <c>Tokens:MaxLifetimeSeconds</c>.</summary>
    public TimeSpan MaxLifetime { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How many verified tokens are remembered at most. <c>Tokens:MaxRemembered</c>.</summary>
    public int MaxRemembered { get; init; } = 2_000_000;

    /// <summary>How much memory remembered tokens take at most, in MiB. <c>Tokens:MaxRememberedMegabytes</c>.</summary>
    public int MaxRememberedMegabytes { get; init; } = 512;

    /// <summary>Whether each token needs a <c>jti</c> and may be used only once. <c>Tokens:SingleUse</c>.</summary>
    public bool SingleUse { get; init; }

    /// <summary>How tokens that name a key must be proven, or null if proofs are not read. <c>Tokens:ProofOfPossession</c>.</summary>
    public ProofRules? Proof { get; init; }

    /// <summary>Whether each token must name a key and be proven.</summary>
    public bool RequiresProof => Proof is { AcceptsBearers: false };

    /// <summary>Required <c>iss</c>, or null for no check. <c>Tokens:Issuer</c>.</summary>
    public string? Issuer { get; init; }

    /// <summary>Required member of <c>aud</c>, or null for no check. <c>Tokens:Audience</c>.</summary>
    public string? Audience { get; init; }
}
