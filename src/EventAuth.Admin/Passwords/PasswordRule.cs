using System.Text;

namespace EventAuth.Admin.Passwords;

/// <summary>
/// What a password must be (NIST SP 800-63B-4, section 3.1.1.2): long enough, and not one of those that are guessed first. No rules of
/// composition, no expiry; every character counts, including spaces and letters of any script.
/// </summary>
internal static class PasswordRule
{
    /// <summary>In characters (code points). Why it is this and not 15: docs/decisions/0010.</summary>
    public const int MinLength = 12;

    /// <summary>In characters (code points). A longer one is refused, never cut off.</summary>
    public const int MaxLength = 128;

    /// <summary>What is wrong with a password, as a sentence, or null.</summary>
    public static string? Check(string password, string? email) => LengthOf(password) switch
    {
        < MinLength => $"A password has at least {MinLength} characters.",
        > MaxLength => $"A password has at most {MaxLength} characters.",
        _ when password.Equals(email, StringComparison.OrdinalIgnoreCase) => "The password must not be the e-mail address.",
        _ when GuessablePassword.IsGuessedFirst(password, email) =>
            "This password is too easy to guess: it is well known, follows a pattern, or is made of your e-mail or the name of this "
            + "program. Use a few unrelated words, or let a password manager create one.",
        _ => null,
    };

    /// <summary>Whether it cannot be anybody's password, so that it need not be checked.</summary>
    public static bool IsTooLong(string password) => LengthOf(password) > MaxLength;

    // Counted in the form that is hashed.
    private static int LengthOf(string password) => password.Normalize(NormalizationForm.FormC).EnumerateRunes().Count();
}
