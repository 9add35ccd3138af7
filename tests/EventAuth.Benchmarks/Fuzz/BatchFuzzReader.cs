using EventAuth.Ingest;
using EventAuth.Ingest.Limits;
using EventAuth.Ingest.Requests;

namespace EventAuth.Benchmarks.Fuzz;

/// <summary>Reads bodies of many events as the batch endpoint does: the whole, then each event, as long as there is room for problems.</summary>
internal sealed class BatchFuzzReader : FuzzReader
{
    private readonly RequestScratch _scratch = new();
    private readonly byte[] _body = new byte[RequestLimits.BatchBytes];
    private int _length;

    public override void Take(ReadOnlySpan<byte> input)
    {
        _scratch.Clear();
        input.CopyTo(_body);
        _length = input.Length;
    }

    public override void Read()
    {
        var body = _body.AsMemory(0, _length);
        _scratch.Reader.OpenBatch(body, out var count);
        var room = RequestLimits.BatchProblems;
        for (var index = 0; index < count; index++)
        {
            room -= _scratch.Reader.ReadElement(body, index, hasToken: false, TokenFuzzReader.Now, room, _scratch.Append.Add()).Errors.Count;
        }
    }
}
