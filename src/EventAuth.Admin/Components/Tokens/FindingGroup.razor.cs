using EventAuth.Core.Inspection;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace EventAuth.Admin.Components.Tokens;

/// <summary>Findings of one severity, each with what to do; nothing where there are none.</summary>
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
        TokenFindingSeverity.Wrong => Icons.Material.Filled.Close,
        TokenFindingSeverity.Note => Icons.Material.Outlined.Info,
        TokenFindingSeverity.Right => Icons.Material.Filled.Check,
    };

    private static Color ColorOf(TokenFindingSeverity severity) => severity switch
    {
        TokenFindingSeverity.Wrong => Color.Error,
        TokenFindingSeverity.Note => Color.Info,
        TokenFindingSeverity.Right => Color.Success,
    };
}
