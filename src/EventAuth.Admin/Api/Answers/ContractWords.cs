namespace EventAuth.Admin.Api.Answers;

/// <summary>The contract's words for values.</summary>
internal static class ContractWords
{
    /// <summary>A member's name in snake case: <c>sent_with_token</c>. Renaming a member changes the contract.</summary>
    public static string ToSnakeCase(this Enum value) => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
