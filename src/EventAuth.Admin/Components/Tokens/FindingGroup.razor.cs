using EventAuth.Core.Tokens.Inspection;
using Microsoft.AspNetCore.Components;

namespace EventAuth.Admin.Components.Tokens;

/// <summary>Findings of one severity, each with its way out; nothing where there are none.</summary>
public sealed partial class FindingGroup
{
    /// <summary>What these have in common.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = default!;

    /// <summary>The findings, in their order.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<TokenFinding> Findings { get; set; } = default!;

    private static string IconOf(TokenFindingSeverity severity) => severity switch
    {
        TokenFindingSeverity.Wrong => "M6 6l12 12M18 6L6 18",
        TokenFindingSeverity.Note => "M12 10v8M12 5.5v.5",
        TokenFindingSeverity.Right => "M5 12.5l5 5L19 7",
    };
}
