namespace EventAuth.Admin.Snippets;

/// <summary>The claims that a token needs on this installation, beside the customer's identifiers.</summary>
/// <param name="Issuer">What <c>iss</c> must be (RFC 7519, section 4.1.1), from <c>Tokens:Issuer</c>; null if it is not checked.</param>
/// <param name="Audience">What <c>aud</c> must name (section 4.1.3), from <c>Tokens:Audience</c>; null if it is not checked.</param>
/// <param name="Lifetime">How long after now a token expires (<c>exp</c>, section 4.1.4): more than 0, in whole seconds.</param>
internal sealed record TokenClaims(string? Issuer, string? Audience, TimeSpan Lifetime)
{
    /// <summary>What stands for the thumbprint of a browser's key where a person has to fill it in.</summary>
    public const string ThumbprintPlace = "THUMBPRINT";

    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(10);

    /// <summary>Whether a token needs a <c>jti</c> (section 4.1.7), from <c>Tokens:SingleUse</c>.</summary>
    public bool SingleUse { get; init; }

    /// <summary>
    /// Whether a token needs a <c>cnf</c> with the thumbprint of the browser's key (RFC 9449, section 6.1), from
    /// <c>Tokens:ProofOfPossession</c>.
    /// </summary>
    public bool Proof { get; init; }

    /// <summary>The claims by the settings, for tokens that live ten minutes: long enough for slow clients, short for thieves.</summary>
    public static TokenClaims For(TokenRules rules) => new(
        rules.Issuer, rules.Audience, rules.MaxLifetime < Usual ? rules.MaxLifetime : Usual)
    {
        SingleUse = rules.SingleUse,
        Proof = rules.Proof is not null,
    };
}
