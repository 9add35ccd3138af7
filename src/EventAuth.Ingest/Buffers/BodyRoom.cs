using System.IO.Pipelines;

namespace EventAuth.Ingest.Buffers;

/// <summary>What one body takes of the memory for all of them; given back on disposal. Only <see cref="BodyMemory"/> changes it.</summary>
internal sealed class BodyRoom(BodyMemory memory, PipeReader reader) : IDisposable
{
    public int Bytes { get; set; }

    /// <summary>When it took the first, as a time stamp.</summary>
    public long Since { get; set; }

    /// <summary>Whether others got its memory, and the body is not to be waited for.</summary>
    public bool IsGivenUp { get; private set; }

    /// <summary>Where it is in the order of those that are arriving.</summary>
    public LinkedListNode<BodyRoom> Place => field ??= new(this);

    /// <summary>Ends the waiting for more of the body.</summary>
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
