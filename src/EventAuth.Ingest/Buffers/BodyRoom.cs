using System.IO.Pipelines;

namespace EventAuth.Ingest.Buffers;

/// <summary>The share of one body in the memory for all; given back on disposal. Only <see cref="BodyMemory"/> changes it.</summary>
internal sealed class BodyRoom(BodyMemory memory, PipeReader reader) : IDisposable
{
    public int Bytes { get; set; }

    /// <summary>When it first took memory, as a timestamp.</summary>
    public long Since { get; set; }

    /// <summary>Whether others got its memory, so that its body is no longer read.</summary>
    public bool IsGivenUp { get; private set; }

    /// <summary>Its place in the order of arriving bodies.</summary>
    public LinkedListNode<BodyRoom> Place => field ??= new(this);

    /// <summary>Stops waiting for more of the body.</summary>
    public void GiveUp()
    {
        IsGivenUp = true;
        try
        {
            reader.CancelPendingRead();
        }
        catch (Exception exception) when (exception is ObjectDisposedException or OperationCanceledException or IOException)
        {
            // Its sender hung up at the same time.
        }
    }

    public void Dispose() => memory.Return(this);
}
