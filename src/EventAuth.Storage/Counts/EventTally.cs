using System.Buffers.Binary;
using System.Runtime.InteropServices;
using EventAuth.Storage.Statements;

namespace EventAuth.Storage.Counts;

/// <summary>What the current segment has for one event's name.</summary>
internal sealed class EventTally(string action)
{
    /// <summary>How many places of one kind are recorded; with more, searching the segment is quick enough.</summary>
    private const int Few = 64;

    private readonly List<(DecisionKind Kind, long Count)> _lines = [];
    private readonly List<(DecisionReason Reason, string? CertificateId, List<long> All)> _places = [];

    /// <summary>The name; empty for none.</summary>
    public string Action => action;

    /// <summary>When it was last accepted, in milliseconds since 1970; 0 for not in this segment.</summary>
    public long LastSeen { get; private set; }

    /// <summary>Whether the current transaction already knows that it was seen.</summary>
    public bool IsTouched { get; set; }

    public long Total => _lines.Sum(line => line.Count);

    public int Kinds => _places.Count;

    public void See(long milliseconds) => LastSeen = Math.Max(LastSeen, milliseconds);

    public void Count(in DecisionKind kind, int count)
    {
        foreach (ref var line in CollectionsMarshal.AsSpan(_lines))
        {
            // The certificate last: mostly it is the same string.
            if (line.Kind.Period == kind.Period && line.Kind.Reason == kind.Reason
                && line.Kind.Customer == kind.Customer && line.Kind.CertificateId == kind.CertificateId)
            {
                line.Count += count;
                return;
            }
        }

        // The newest first: the next event is most likely in the same minute.
        _lines.Insert(0, (kind, count));
    }

    /// <summary>Records the place of a row of the segment, counted from the end of the segment before.</summary>
    public void Place(DecisionReason reason, string? certificateId, long place)
    {
        foreach (var places in _places)
        {
            if (places.Reason == reason && places.CertificateId == certificateId)
            {
                if (places.All.Count <= Few)
                {
                    places.All.Add(place);
                }

                return;
            }
        }

        _places.Add((reason, certificateId, [place]));
    }

    public void WriteCounts(CountWriter counts)
    {
        foreach (var (kind, count) in _lines)
        {
            counts.Add(kind, action, count);
        }
    }

    public void WritePlaces(IJournalStatement insert, long stretch)
    {
        foreach (var (reason, certificateId, all) in _places)
        {
            insert.Bind(stretch).Bind(action).Bind((long)reason).Bind(certificateId ?? "").Bind(ToBytes(all)).Run();
        }
    }

    private static byte[]? ToBytes(List<long> places)
    {
        if (places.Count > Few || places[^1] > ushort.MaxValue)
        {
            return null;
        }

        var bytes = new byte[places.Count * sizeof(ushort)];
        for (var i = 0; i < places.Count; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(i * sizeof(ushort)), (ushort)places[i]);
        }

        return bytes;
    }
}
