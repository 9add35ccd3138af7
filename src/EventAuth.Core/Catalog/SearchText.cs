namespace EventAuth.Core.Catalog;

/// <summary>Texts in the form in which they are searched: lower case, without accents.</summary>
public static class SearchText
{
    /// <summary>The text in lower case, without accents, joined letters taken apart.</summary>
    public static string Fold(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text.ToLowerInvariant();
        }

        var folded = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                AppendBase(folded, char.ToLowerInvariant(c));
            }
        }

        return folded.ToString();
    }

    /// <summary>Where a text contains another, by the rules of search; null if it does not. For marking what was found.</summary>
    public static Range? Find(string text, string search)
    {
        var wanted = Fold(search);
        var folded = new StringBuilder(text.Length);
        var origins = new List<int>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            folded.Append(char.IsSurrogate(text[i]) ? text[i].ToString() : Fold(text[i].ToString()));
            while (origins.Count < folded.Length)
            {
                origins.Add(i);
            }
        }

        var start = wanted.Length == 0 ? -1 : folded.ToString().IndexOf(wanted, StringComparison.Ordinal);
        return start < 0 ? null : origins[start]..(origins[start + wanted.Length - 1] + 1);
    }

    /// <summary>Letters with a stroke and joined letters have no decomposition in Unicode, but people type them without.</summary>
    private static void AppendBase(StringBuilder folded, char c) => _ = c switch
    {
        'ł' => folded.Append('l'),
        'đ' or 'ð' => folded.Append('d'),
        'ø' => folded.Append('o'),
        'ı' => folded.Append('i'),
        'ß' => folded.Append("ss"),
        'æ' => folded.Append("ae"),
        'œ' => folded.Append("oe"),
        'þ' => folded.Append("th"),
        _ => folded.Append(c),
    };
}
