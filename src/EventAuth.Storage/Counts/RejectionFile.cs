using System.IO.MemoryMappedFiles;
using System.Text;
using EventAuth.Storage.Files;

namespace EventAuth.Storage.Counts;

/// <summary>
/// A file of counters that lies in memory, so that counting a rejection costs no more than adding a number, and is not undone
/// when the process is killed the next moment: the kernel has the page, and the counts take from there what they lack. Only where
/// the machine itself stops can the rejections of its last seconds be missing; no accepted event is counted here.
/// The slots only grow, and are made anew with the file.
/// </summary>
internal sealed class RejectionFile : IDisposable
{
    public const int Slots = 16_384;

    private const int HeaderLength = 128;
    private const int SlotLength = 128;

    // Within a slot.
    private const int CountAt = 0;
    private const int SecondAt = 8;
    private const int ReasonAt = 16;
    private const int ActionAt = 17;
    private const int CertificateAt = 56;
    private const int MostBytes = 64;

    // Written last, when all else of the slot is there.
    private const int UsedAt = 127;

    // 9999-12-31.
    private const long LastSecond = 253_402_300_799;

    private static readonly byte[] s_magic = "EvAuRej1"u8.ToArray();

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    private RejectionFile(FileStream stream)
    {
        _file = MemoryMappedFile.CreateFromFile(
            stream, null, 0, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);
        _view = _file.CreateViewAccessor();
        var id = new byte[16];
        _view.ReadArray(s_magic.Length, id, 0, id.Length);
        Id = new Guid(id, bigEndian: true);
        while (Used < Slots && _view.ReadByte(Place(Used) + UsedAt) == 1)
        {
            Used++;
        }
    }

    /// <summary>Names the file for ever: what is known of one says nothing of another.</summary>
    public Guid Id { get; }

    public int Used { get; private set; }

    /// <summary>
    /// Opens the file. One that is missing, is none or is more than half full is made anew; what it held is given up where it was
    /// not counted.
    /// </summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="mayReplace">
    /// Whether a file that is more than half full may be made anew: asked for its id and its slots, true where all are in the counts.
    /// </param>
    public static RejectionFile Open(string path, Func<RejectionFile, bool> mayReplace)
    {
        if (File.Exists(path) && TryOpen(path) is { } file)
        {
            if (file.Used <= Slots / 2 || !mayReplace(file))
            {
                return file;
            }

            file.Dispose();
        }

        Make(path);
        return TryOpen(path) ?? throw new IOException("The file of rejections cannot be made.");
    }

    /// <summary>Takes the next free slot; the number of slots where there is none.</summary>
    public int Take(in RejectionKey key)
    {
        if (Used == Slots)
        {
            return Slots;
        }

        var place = Place(Used);
        _view.Write(place + ReasonAt, (byte)key.Reason);
        WriteText(place + ActionAt, key.Action);
        WriteText(place + CertificateAt, key.CertificateId);
        _view.Write(place + UsedAt, (byte)1);
        return Used++;
    }

    /// <summary>What a slot counts; null for one that holds what cannot be.</summary>
    public RejectionKey? KeyOf(int slot)
    {
        var place = Place(slot);
        var key = new RejectionKey(
            (DecisionReason)_view.ReadByte(place + ReasonAt), ReadText(place + ActionAt), ReadText(place + CertificateAt));
        var isRight = Enum.IsDefined(key.Reason)
            && (key.Action is null || EventName.IsValid(key.Action))
            && (key.CertificateId is null || key.CertificateId.All(letter => letter is >= '!' and <= '~'))
            && CountOf(slot) >= 0
            && LastSecondOf(slot) is >= 0 and <= LastSecond;
        return isRight ? key : null;
    }

    public long CountOf(int slot) => _view.ReadInt64(Place(slot) + CountAt);

    /// <summary>When it counted last, in seconds since 1970.</summary>
    public long LastSecondOf(int slot) => _view.ReadInt64(Place(slot) + SecondAt);

    /// <summary>Counts. To be called by one thread at a time.</summary>
    public void Add(int slot, int count, long second)
    {
        _view.Write(Place(slot) + SecondAt, second);
        _view.Write(Place(slot) + CountAt, CountOf(slot) + count);
    }

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }

    private static RejectionFile? TryOpen(string path)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        var magic = new byte[s_magic.Length];
        if (stream.Length == HeaderLength + (Slots * SlotLength)
            && stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) == magic.Length
            && magic.AsSpan().SequenceEqual(s_magic))
        {
            return new RejectionFile(stream);
        }

        stream.Dispose();
        return null;
    }

    // All of its bytes are written now, so that a disk that is full later does not matter.
    private static void Make(string path)
    {
        using var stream = PrivateFiles.Open(path, FileMode.Create, FileAccess.Write, FileShare.Read);
        stream.Write(new byte[HeaderLength + (Slots * SlotLength)]);
        stream.Flush(flushToDisk: true);
        stream.Position = 0;
        stream.Write(s_magic);
        stream.Write(Guid.NewGuid().ToByteArray(bigEndian: true));
        stream.Flush(flushToDisk: true);
    }

    private static long Place(int slot) => HeaderLength + ((long)slot * SlotLength);

    // A byte for the length, and one more than that, so that an empty text differs from none.
    private void WriteText(long place, string? text)
    {
        var bytes = Encoding.ASCII.GetBytes(text ?? "");
        _view.WriteArray(place + 1, bytes, 0, bytes.Length);
        _view.Write(place, (byte)(text is null ? 0 : bytes.Length + 1));
    }

    private string? ReadText(long place)
    {
        var length = _view.ReadByte(place) - 1;
        if (length < 0)
        {
            return null;
        }

        var bytes = new byte[Math.Min(length, MostBytes)];
        _view.ReadArray(place + 1, bytes, 0, bytes.Length);
        return Encoding.ASCII.GetString(bytes);
    }
}

/// <summary>What rejections are told apart by when they are counted.</summary>
internal readonly record struct RejectionKey(DecisionReason Reason, string? Action, string? CertificateId);
