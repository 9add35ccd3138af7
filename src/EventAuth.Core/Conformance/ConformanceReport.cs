using EventAuth.Core.Inspection;
using EventAuth.Core.Tokens;

namespace EventAuth.Core.Conformance;

/// <summary>
/// A token against each requirement. It is made of what the inspector found, so the two cannot differ, and neither can it and the check
/// of requests. Has customer data: show it to who pasted the token, do not log it.
/// </summary>
public sealed record ConformanceReport
{
    /// <summary>All requirements, in their order.</summary>
    public required ImmutableArray<RequirementCheck> Checks { get; init; }

    /// <summary>What the report was made of.</summary>
    public required TokenInspection Inspection { get; init; }

    /// <summary>The settings by which the token was checked.</summary>
    public required TokenRules Rules { get; init; }

    /// <summary>When it was checked, in UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Whether requests accept the token: true exactly if no requirement failed.</summary>
    public bool Conforms => Inspection.IsValid;

    /// <summary>Makes the report from an inspection without an event.</summary>
    /// <param name="rules">The settings by which it was made.</param>
    /// <param name="now">The moment at which it was made.</param>
    public static ConformanceReport Of(TokenInspection inspection, TokenRules rules, DateTimeOffset now)
    {
        var findings = inspection.Findings.ToLookup(FindingRequirements.Of);
        var advice = ConformanceAdvisor.Find(inspection, now).ToLookup(one => one.Requirement);
        var known = new KnownRequirements(inspection);
        return new ConformanceReport
        {
            Checks = [.. Enum.GetValues<TokenRequirement>().Select(requirement =>
                RequirementCheck.Of(requirement, [.. findings[requirement]], [.. advice[requirement]], known.Includes(requirement)))],
            Inspection = inspection,
            Rules = rules,
            At = now,
        };
    }

    /// <summary>The check of one requirement.</summary>
    public RequirementCheck this[TokenRequirement requirement] => Checks[(int)requirement];

    /// <summary>How many requirements have this result.</summary>
    public int Count(RequirementResult result) => Checks.Count(check => check.Result == result);
}
