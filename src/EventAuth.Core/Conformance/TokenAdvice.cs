namespace EventAuth.Core.Conformance;

/// <summary>What could be better about a token that is accepted, and is not among the findings of the inspector.</summary>
/// <param name="Code">What it is.</param>
public sealed record TokenAdvice(TokenAdviceCode Code)
{
    /// <summary>The names of the claims that it is about, as in the token; empty unless it is about personal data.</summary>
    public ImmutableArray<string> Claims { get; init; } = [];

    /// <summary>From issue to expiry; null unless it is about that.</summary>
    public TimeSpan? Lifetime { get; init; }

    /// <summary>The code for programs: the name in snake case.</summary>
    public string CodeText => EnumCode.Of(Code);

    /// <summary>The requirement that it belongs to.</summary>
    public TokenRequirement Requirement => Code switch
    {
        TokenAdviceCode.KeyIdMissing => TokenRequirement.KeyId,
        TokenAdviceCode.LongLifetime => TokenRequirement.Lifetime,
        TokenAdviceCode.PersonalDataFound => TokenRequirement.PersonalData,
    };
}

/// <summary>The kinds of <see cref="TokenAdvice"/>.</summary>
public enum TokenAdviceCode
{
    /// <summary>There is no <c>kid</c>, so that people cannot see which key signed it.</summary>
    KeyIdMissing,

    /// <summary>It lives longer than <see cref="ConformanceAdvisor.LongestAdvised"/>.</summary>
    LongLifetime,

    /// <summary>Claims whose names mean personal data.</summary>
    PersonalDataFound,
}
