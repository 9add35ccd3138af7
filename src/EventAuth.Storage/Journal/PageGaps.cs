using System.Buffers.Binary;

namespace EventAuth.Storage.Journal;

/// <summary>
/// Finds the unused parts of a page of a B-tree: between its pointers and its cells, and in its free blocks
/// (https://www.sqlite.org/fileformat2.html, section 1.6). Where SQLite moves cells to another page it can leave their bytes there,
/// also with <c>secure_delete</c>.
/// </summary>
internal static class PageGaps
{
    /// <summary>From this many pages on, the first byte of another kind of page, a page number, can look like that of a B-tree.</summary>
    public const long MostPages = 0x0200_0000;

    public const int PageSize = 4_096;

    /// <summary>The length of the header at the start of the file.</summary>
    public const int FileHeader = 100;

    private const int FreeBlockHeader = 4;

    /// <summary>Whether a file has pages as the program makes them: without reserved bytes and without pointer maps.</summary>
    public static bool AreKnown(ReadOnlySpan<byte> header) =>
        header.Length == FileHeader && ReadUInt16(header, 16) == PageSize && header[20] == 0 && !header[52..56].ContainsAnyExcept((byte)0);

    /// <summary>Fills unused parts with zeros. False if they were zero already, or if it is not a page of a B-tree.</summary>
    /// <param name="isFirst">Whether it is the first page, which begins with the file's header.</param>
    public static bool TryClear(Span<byte> page, bool isFirst)
    {
        var start = isFirst ? FileHeader : 0;
        var pointers = page[start] switch
        {
            2 or 5 => start + 12,
            10 or 13 => start + 8,
            _ => 0,
        };
        var content = ReadUInt16(page, start + 5);
        var gap = pointers + (2 * ReadUInt16(page, start + 3));
        if (pointers == 0 || gap > content || content > page.Length)
        {
            return false;
        }

        var cleared = TryClear(page[gap..content]);
        var block = ReadUInt16(page, start + 1);
        while (block >= content && block + FreeBlockHeader <= page.Length)
        {
            var (next, length) = (ReadUInt16(page, block), ReadUInt16(page, block + 2));
            if (length < FreeBlockHeader || block + length > page.Length)
            {
                break;
            }

            cleared |= TryClear(page[(block + FreeBlockHeader)..(block + length)]);

            // They are in the order of their places; anything else is not a list of free blocks.
            block = next > block ? next : 0;
        }

        return cleared;
    }

    private static bool TryClear(Span<byte> free)
    {
        if (!free.ContainsAnyExcept((byte)0))
        {
            return false;
        }

        free.Clear();
        return true;
    }

    private static int ReadUInt16(ReadOnlySpan<byte> page, int at) => BinaryPrimitives.ReadUInt16BigEndian(page[at..]);
}
