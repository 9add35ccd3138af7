using System.Buffers.Binary;
using EventAuth.Core.Decisions;

namespace EventAuth.Storage.Counts;

/// <summary>What the present stretch holds of one event's name.</summary>
internal sealed class EventTally(string action)
{
    /// <summary>Up to so many places of one kind are noted; of more a stretch has enough to be looked through.</summary>
    private const int Few = 64;

    private readonly List<Line> _lines = [];
    private readonly List<KindPlaces> _places = [];

    /// <summary>The name; empty for none.</summary>
    public string Action => action;

    /// <summary>When it was accepted last, in milliseconds since 1970; 0 for not in this stretch.</summary>
    public long LastSeen { get; private set; }

    /// <summary>Whether the present transaction already knows that it was seen.</summary>
    public bool IsTouched { get; set; }

    /// <summary>How many events were counted.</summary>
    public long Total => _lines.Sum(line => line.Count);

    /// <summary>How many kinds of decisions there are.</summary>
    public int Kinds => _places.Count;

    /// <summary>Notes that it was accepted.</summary>
    public void See(long milliseconds) => LastSeen = Math.Max(LastSeen, milliseconds);

    /// <summary>Counts events.</summary>
    public void Count(in DecisionKind kind, int count)
    {
        foreach (var line in _lines)
        {
            if (line.Is(kind))
            {
                line.Count += count;
                return;
            }
        }

        // The newest first: the next event is most likely of its minute.
        _lines.Insert(0, new Line(kind) { Count = count });
    }

    /// <summary>Notes where a row of the stretch stands, counted from the end of the stretch before.</summary>
    public void Place(DecisionReason reason, string? certificateId, long place)
    {
        foreach (var places in _places)
        {
            if (places.Reason == reason && places.CertificateId == certificateId)
            {
                places.Add(place);
                return;
            }
        }

        var first = new KindPlaces(reason, certificateId);
        first.Add(place);
        _places.Add(first);
    }

    /// <summary>Writes the counts.</summary>
    public void WriteCounts(CountWriter counts)
    {
        foreach (var line in _lines)
        {
            counts.Add(line.Kind, action, line.Count);
        }
    }

    /// <summary>Writes where the rows stand.</summary>
    public void WritePlaces(CountStatements statements, long stretch)
    {
        foreach (var places in _places)
        {
            statements.InsertDecisions.Bind(1, stretch).Bind(2, (long)places.Reason).Bind(3, action)
                .Bind(4, places.CertificateId ?? "").BindBytes(5, places.ToBytes()).Run();
        }
    }

    private sealed class Line(DecisionKind kind)
    {
        public DecisionKind Kind => kind;

        public long Count { get; set; }

        // The certificate last: mostly it is the same string.
        public bool Is(in DecisionKind other) =>
            kind.Period == other.Period && kind.Reason == other.Reason
            && kind.Customer == other.Customer && kind.CertificateId == other.CertificateId;
    }

    private sealed class KindPlaces(DecisionReason reason, string? certificateId)
    {
        private readonly List<long> _all = [];

        public DecisionReason Reason => reason;

        public string? CertificateId => certificateId;

        public void Add(long place)
        {
            if (_all.Count <= Few)
            {
                _all.Add(place);
            }
        }

        public byte[]? ToBytes()
        {
            if (_all.Count > Few || _all[^1] > ushort.MaxValue)
            {
                return null;
            }

            var bytes = new byte[_all.Count * sizeof(ushort)];
            for (var i = 0; i < _all.Count; i++)
            {
                BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(i * sizeof(ushort)), (ushort)_all[i]);
            }

            return bytes;
        }
    }
}
