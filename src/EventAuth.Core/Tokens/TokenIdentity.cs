using EventAuth.Core.Identifiers;

namespace EventAuth.Core.Tokens;

/// <summary>Who a valid token says the customer is; at least one of the three is there.</summary>
/// <param name="Uuid">Lower case, or null.</param>
/// <param name="Email">As sent, or null.</param>
/// <param name="CustomId">As sent, or null; from <c>sub</c> where the token has none of the three.</param>
public sealed record TokenIdentity(string? Uuid, string? Email, string? CustomId)
{
    /// <summary>The e-mail in the form in which e-mails are compared, or null.</summary>
    public string? FoldedEmail { get; } = Email is null ? null : IdentifierRules.FoldEmail(Email);
}
