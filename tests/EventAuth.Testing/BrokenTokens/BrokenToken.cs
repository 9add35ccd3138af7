using EventAuth.Core.Inspection;

namespace EventAuth.Testing.BrokenTokens;

/// <summary>A token with one realistic fault, and how it must be diagnosed.</summary>
/// <param name="Name">The name of the case in test results.</param>
/// <param name="Cause">The first finding in its diagnosis.</param>
/// <param name="Says">A part of what the diagnosis or the fix must say.</param>
/// <param name="Make">Makes the text that somebody pastes.</param>
public sealed record BrokenToken(string Name, TokenFindingCode Cause, string Says, Func<TokenMint, string> Make)
{
    /// <summary>What the event sent with it says about its customer, or null.</summary>
    public EventIdentifiers? Event { get; init; }

    /// <summary>All that are broken with the settings of a new installation.</summary>
    public static IReadOnlyList<BrokenToken> All { get; } =
        [.. CopyingFaults.All, .. SenderFaults.All, .. FormFaults.All, .. HeaderFaults.All, .. SignatureFaults.All, .. ClaimFaults.All, .. EventFaults.All];

    public override string ToString() => Name;
}
