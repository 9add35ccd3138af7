using EventAuth.Ingest;
using EventAuth.Ingest.Limits;
using EventAuth.Ingest.Requests;

namespace EventAuth.Benchmarks.Fuzz;

/// <summary>Reads bodies of one event, with and without a token in turn.</summary>
internal sealed class EventFuzzReader : FuzzReader
{
    private static readonly DateTimeOffset s_receivedAt = TokenFuzzReader.Now;

    private readonly RequestScratch _scratch = new();
    private readonly byte[] _body = new byte[RequestLimits.EventBytes];
    private int _length;

    public override void Take(ReadOnlySpan<byte> input)
    {
        _scratch.Clear();
        input.CopyTo(_body);
        _length = input.Length;
    }

    public override void Read() => _scratch.Reader.ReadEvent(_body.AsMemory(0, _length), hasToken: _length % 2 == 0, s_receivedAt, _scratch.Append.Add());
}
