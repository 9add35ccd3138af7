using System.Globalization;
using System.Text;

namespace EventAuth.Storage.Catalog;

/// <summary>Texts in the form in which they are searched: lower case, without accents.</summary>
internal static class SearchText
{
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

    /// <summary>Letters that have a stroke or are joined have no decomposition in Unicode, but people type them without.</summary>
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
