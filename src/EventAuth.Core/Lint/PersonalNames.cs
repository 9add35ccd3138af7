using EventAuth.Core.Policies;

namespace EventAuth.Core.Lint;

/// <summary>Guesses by name whether an event sets what only the customer may say: passwords, consents, contact, money, health.</summary>
internal static partial class PersonalNames
{
    private const RegexOptions Options = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    // Whole words, and beginnings of words.
    private const string Words = "dob|iban|mails?|optin|optout|pay|pwd|ssn";

    private const string Stems =
        "account|address|agreement|bank|birth|charge|consent|credit|email|gdpr|health|identity|invoice|medical|passcode|passport|passwd"
        + "|password|payment|phone|refund|salary|subscribe|transaction|unsubscribe";

    /// <summary>Whether the name has such a word: <c>newsletter.confirmSubscribe</c>, <c>set_password</c>, <c>e-mail.change</c>.</summary>
    public static bool Contains(EventName name)
    {
        foreach (var word in Word().EnumerateMatches(name.Value))
        {
            if (Personal().IsMatch(name.Value.AsSpan(word.Index, word.Length)))
            {
                return true;
            }
        }

        return false;
    }

    // A word ends at a character that is not a letter, and where a capital letter follows a small one.
    [GeneratedRegex("[A-Z]+[a-z]*|[a-z]+", Options, Timeout.Infinite)]
    private static partial Regex Word();

    [GeneratedRegex("^(" + Stems + "|(" + Words + @")\z)", Options | RegexOptions.IgnoreCase, Timeout.Infinite)]
    private static partial Regex Personal();
}
