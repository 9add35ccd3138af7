using System.Collections.Frozen;
using EventAuth.Core.Policies;

namespace EventAuth.Core.Lint;

/// <summary>Guesses by name whether an event carries what only the customer may say: passwords, consents, contact, money, health.</summary>
internal static class PersonalNames
{
    /// <summary>Words of a name that are these.</summary>
    private static readonly FrozenSet<string> Words =
        new[] { "dob", "iban", "mail", "mails", "optin", "optout", "pay", "pwd", "ssn" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> WordsBySpan =
        Words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Words of a name that begin so.</summary>
    private static readonly string[] Stems =
    [
        "account", "address", "agreement", "bank", "birth", "charge", "consent", "credit", "email", "gdpr", "health", "identity", "invoice",
        "medical", "passcode", "passport", "passwd", "password", "payment", "phone", "refund", "salary", "subscribe", "transaction",
        "unsubscribe",
    ];

    /// <summary>Whether the name has such a word: <c>newsletter.confirmSubscribe</c>, <c>set_password</c>, <c>e-mail.change</c>.</summary>
    public static bool Contains(EventName name)
    {
        var rest = name.Value.AsSpan();
        while (!rest.IsEmpty)
        {
            var length = WordLength(rest);
            if (IsPersonal(rest[..length]))
            {
                return true;
            }

            rest = rest[Math.Max(1, length)..];
        }

        return false;
    }

    // A word ends at a sign that is no letter, and where a capital follows a small letter.
    private static int WordLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && char.IsAsciiLetter(text[length])
            && !(length > 0 && char.IsAsciiLetterUpper(text[length]) && char.IsAsciiLetterLower(text[length - 1])))
        {
            length++;
        }

        return length;
    }

    private static bool IsPersonal(ReadOnlySpan<char> word)
    {
        foreach (var stem in Stems)
        {
            if (word.StartsWith(stem, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return WordsBySpan.Contains(word);
    }
}
