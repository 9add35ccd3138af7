using System.IO.MemoryMappedFiles;
using System.Text;
using EventAuth.Storage.Files;

namespace EventAuth.Storage.Counts;

/// <summary>
/// A memory-mapped file of counters, so that counting a rejection costs no more than adding a number, and is not lost
/// when the process is killed the next moment: the kernel has the page, and what the counts lack is read from there. Only if
/// the machine itself stops can the rejections of its last seconds be missing; no accepted event is counted here.
/// The slots only grow, and start again with a new file.
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

    // Written last, when the rest of the slot is complete.
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

    /// <summary>Identifies the file permanently: what is known about one says nothing about another.</summary>
    public Guid Id { get; }

    public int Used { get; private set; }

    /// <summary>
    /// Opens the file. If it is missing, invalid or more than half full, a new one is made; what it had is lost if it was
    /// not counted.
    /// </summary>
    /// <param name="path">Where it is.</param>
    /// <param name="mayReplace">
    /// Whether a file that is more than half full may be replaced: gets its id and its slots, returns true if all are in the counts.
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

    /// <summary>Takes the next free slot; returns the number of slots if there is none.</summary>
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

    /// <summary>What a slot counts; null for one with impossible content.</summary>
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

    /// <summary>When it last counted, in seconds since 1970.</summary>
    public long LastSecondOf(int slot) => _view.ReadInt64(Place(slot) + SecondAt);

    /// <summary>Counts. Called by one thread at a time.</summary>
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

/// <summary>What is counted separately for rejections.</summary>
internal readonly record struct RejectionKey(DecisionReason Reason, string? Action, string? CertificateId);
