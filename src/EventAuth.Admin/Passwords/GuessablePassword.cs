using System.Collections.Frozen;
using System.Text;

namespace EventAuth.Admin.Passwords;

/// <summary>
/// Finds passwords that are guessed first: well-known ones, short ones that are repeated, and those that consist only of what people
/// who guess try first, such as "password" in any spelling, neighbours on the keyboard, years, and the person's own e-mail.
/// </summary>
internal static class GuessablePassword
{
    // The cost of a character that belongs to nothing known. Two more letters and a digit do not make "password2026" a good one.
    private const int LetterCost = 2;
    private const int OtherCost = 1;
    private const int LeastCost = 6;
    private const int ShortestPiece = 3;

    private static readonly FrozenSet<string> WellKnown = Lines("well-known-passwords.txt").ToFrozenSet(StringComparer.Ordinal);
    private static readonly string[] Words =
    [
        .. Lines("words-of-passwords.txt"),
        .. Enumerable.Range(1930, 121).Select(year => year.ToString(CultureInfo.InvariantCulture)),
    ];
    private static readonly string[] Paths = WithReverse(
        "01234567890123456789", "abcdefghijklmnopqrstuvwxyzabc", "qwertyuiop[]", "qwertzuiop", "azertyuiop", "asdfghjkl;'", "qsdfghjklm",
        "zxcvbnm,./", "yxcvbnm", "wxcvbn", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/", "qazwsxedcrfvtgbyhnujmikolp",
        "1q2w3e4r5t6y7u8i9o0p", "q1w2e3r4t5y6u7i8o9p0", "!@#$%^&*()_+", "!\"§$%&/()=?");

    public static bool IsGuessedFirst(string password, string? email)
    {
        var text = password.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        return WellKnown.Contains(new string([.. text.Where(char.IsLetterOrDigit)]))
            || LengthOfUnit(text) < PasswordRule.MinLength
            || CostOf(text, [.. Words, .. PartsOf(email)]) < LeastCost;
    }

    /// <summary>The length of the repeated part of the text; the whole length if none. The last repetition may be cut off.</summary>
    private static int LengthOfUnit(string text) => Enumerable.Range(1, text.Length / 2)
        .FirstOrDefault(length => text.AsSpan(length).SequenceEqual(text.AsSpan(0, text.Length - length)), text.Length);

    /// <summary>The least that is left of the text when it is split into known pieces.</summary>
    private static int CostOf(string text, string[] words)
    {
        var least = Enumerable.Repeat(int.MaxValue, text.Length + 1).ToArray();
        least[0] = 0;
        for (var start = 0; start < text.Length; start++)
        {
            var here = least[start];
            Reach(1, here + (char.IsLetter(text[start]) ? LetterCost : OtherCost));
            var rest = text.AsSpan(start);
            foreach (var word in words)
            {
                if (StartsWith(rest, word))
                {
                    Reach(word.Length, here);
                }
            }

            for (var length = ShortestPiece; length <= rest.Length && IsRun(rest[..length].ToString()); length++)
            {
                Reach(length, here);
            }

            void Reach(int length, int cost) => least[start + length] = Math.Min(least[start + length], cost);
        }

        return least[^1];
    }

    private static bool IsRun(string piece) =>
        piece.All(character => character == piece[0]) || Paths.Any(path => path.Contains(piece, StringComparison.Ordinal));

    private static bool StartsWith(ReadOnlySpan<char> text, string word)
    {
        if (text.Length < word.Length)
        {
            return false;
        }

        for (var i = 0; i < word.Length; i++)
        {
            if (text[i] != word[i] && !IsWrittenFor(text[i], word[i]))
            {
                return false;
            }
        }

        return true;
    }

    // P@ssw0rd: what people write instead of a letter, and what attackers try.
    private static bool IsWrittenFor(char written, char letter) => letter switch
    {
        'a' => written is '@' or '4',
        'b' => written is '8',
        'e' => written is '3',
        'g' => written is '9',
        'i' => written is '1' or '!',
        'l' => written is '1',
        'o' => written is '0',
        's' => written is '5' or '$',
        't' => written is '7',
        _ => false,
    };

    private static IEnumerable<string> PartsOf(string? email) =>
        (email ?? "").ToLowerInvariant().Split(['@', '.', '-', '_', '+'], StringSplitOptions.RemoveEmptyEntries)
            .Where(part => part.Length >= ShortestPiece);

    private static string[] WithReverse(params string[] paths) => [.. paths, .. paths.Select(path => new string([.. path.Reverse()]))];

    private static List<string> Lines(string resource)
    {
        using var reader = new StreamReader(
            typeof(GuessablePassword).Assembly.GetManifestResourceStream(typeof(GuessablePassword), resource)!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => line[0] != '#').ToList();
    }
}
