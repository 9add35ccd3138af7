namespace EventAuth.Admin.Hosting.Settings;

/// <summary>What a password must be: long enough and not the e-mail. No rules of composition (NIST SP 800-63B, section 3.1.1.2).</summary>
internal static class PasswordRule
{
    public const int MinLength = 8;

    public const int MaxLength = 128;

    /// <summary>What is wrong with a password, as a sentence, or null.</summary>
    public static string? Check(string password, string? email) => password switch
    {
        { Length: < MinLength } => $"A password has at least {MinLength} characters.",
        { Length: > MaxLength } => $"A password has at most {MaxLength} characters.",
        _ when password.Equals(email, StringComparison.OrdinalIgnoreCase) => "The password must not be the e-mail address.",
        _ => null,
    };
}
