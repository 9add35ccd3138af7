namespace EventAuth.Core.Tokens;

/// <summary>The settings under which the proofs of tokens are checked (RFC 9449).</summary>
public sealed record ProofRules
{
    /// <summary>The longest proof, in bytes.</summary>
    public const int MaxLength = 4_096;

    /// <summary>
    /// The longest window. Not a setting: used proofs are known for longer than this, so that a longer window, set later or on another
    /// node, lets no forgotten one in.
    /// </summary>
    public static readonly TimeSpan MaxWindow = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Whether a token that names no key is accepted as a bearer, without a proof. One that names a key must be proven in any case.
    /// <c>Tokens:ProofOfPossession=Accepted</c>; false for <c>Required</c>.
    /// </summary>
    public bool AcceptsBearers { get; init; }

    /// <summary>How old a proof may be. <c>Tokens:ProofSeconds</c>.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// The addresses below which pages reach the ingest listener, without a slash at the end, such as <c>https://shop.example/e</c>; empty
    /// for the scheme and host of the request. <c>Tokens:ProofAddresses</c>.
    /// </summary>
    public ImmutableArray<string> Addresses { get; init; } = [];
}
