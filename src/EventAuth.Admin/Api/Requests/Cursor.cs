using System.Buffers.Text;
using System.Text;

namespace EventAuth.Admin.Api.Requests;

/// <summary>Where the next page begins, as an opaque text: keys of the last item, not a count, so that new rows shift nothing.</summary>
internal static class Cursor
{
    private const int MaxLength = 256;
    private const char Separator = ':';

    /// <summary>Writes a place of one kind of list. The parts contain no colon.</summary>
    public static string Write(string kind, params IEnumerable<string> parts) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Join(Separator, parts.Prepend(kind))));

    /// <summary>Writes the number of the last item.</summary>
    public static string Write(string kind, long number) => Write(kind, number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Reads a place back; null when it is not one of this kind of list.</summary>
    public static string[]? TryRead(string text, string kind, int parts)
    {
        if (text.Length > MaxLength || !Base64Url.IsValid(text))
        {
            return null;
        }

        var read = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split(Separator);
        return read.Length == parts + 1 && read[0] == kind ? read[1..] : null;
    }
}
