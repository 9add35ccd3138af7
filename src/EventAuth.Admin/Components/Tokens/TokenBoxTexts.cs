namespace EventAuth.Admin.Components.Tokens;

/// <summary>What is said about the content of a box for a token before it is read as one.</summary>
internal static class TokenBoxTexts
{
    /// <summary>For a text that is too long to be a token with something around it.</summary>
    public static string TooMuch(long bytes) => string.Create(
        CultureInfo.InvariantCulture,
        $"This has {bytes:N0} bytes, and a token has at most "
        + $"{TokenRules.MaxLength:N0}. It was left in your browser. Paste the token alone.");
}
