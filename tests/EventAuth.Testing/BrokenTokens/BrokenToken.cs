using EventAuth.Core.Inspection;

namespace EventAuth.Testing.BrokenTokens;

/// <summary>A token with one fault, as it is met in life, and how it must be diagnosed.</summary>
/// <param name="Name">Names the case in test results.</param>
/// <param name="Cause">What stands first in its diagnosis.</param>
/// <param name="Says">A piece of what the diagnosis must say, or of the fix.</param>
/// <param name="Make">Makes the text that somebody pastes.</param>
public sealed record BrokenToken(string Name, TokenFindingCode Cause, string Says, Func<TokenMint, string> Make)
{
    /// <summary>What the event beside it says of its customer, or null.</summary>
    public EventIdentifiers? Event { get; init; }

    /// <summary>All that are broken under the settings of a new installation.</summary>
    public static IReadOnlyList<BrokenToken> All { get; } =
        [.. CopyingFaults.All, .. SenderFaults.All, .. FormFaults.All, .. HeaderFaults.All, .. SignatureFaults.All, .. ClaimFaults.All, .. EventFaults.All];

    public override string ToString() => Name;
}
