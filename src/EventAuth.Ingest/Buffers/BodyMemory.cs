namespace EventAuth.Ingest.Buffers;

/// <summary>
/// The memory of all bodies that are larger than usual, bounded in total: what was announced takes nothing, what has arrived is held
/// until the request is answered. If there is no more, the bodies that have been arriving for longest are given up, if for more than a
/// second; otherwise the one that asks. So senders that stop in the middle lose their memory to those that go on.
/// </summary>
/// <param name="megabytes">How much there is, in MiB.</param>
internal sealed class BodyMemory(int megabytes, TimeProvider time)
{
    private const int Mebibyte = 1024 * 1024;
    private static readonly TimeSpan LeastPatience = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly LinkedList<BodyRoom> _arriving = [];
    private long _free = (long)megabytes * Mebibyte;

    /// <summary>Takes memory for a body that is arriving; false if there is none.</summary>
    public bool TryTake(BodyRoom room, int bytes)
    {
        lock (_gate)
        {
            while (_free < bytes && _arriving.First is { Value: var oldest } && oldest != room
                && time.GetElapsedTime(oldest.Since) > LeastPatience)
            {
                // Its request may continue right here, under the lock; it never waits, and it cannot end before.
                GiveBack(oldest);
                oldest.GiveUp();
            }

            if (_free < bytes || room.IsGivenUp)
            {
                return false;
            }

            if (room.Place.List is null)
            {
                room.Since = time.GetTimestamp();
                _arriving.AddLast(room.Place);
            }

            _free -= bytes;
            room.Bytes += bytes;
            return true;
        }
    }

    /// <summary>Marks a body as complete, so that it is not given up any more; false if it already was.</summary>
    public bool TryComplete(BodyRoom room)
    {
        lock (_gate)
        {
            room.Place.List?.Remove(room.Place);
            return !room.IsGivenUp;
        }
    }

    public void Return(BodyRoom room)
    {
        lock (_gate)
        {
            GiveBack(room);
        }
    }

    private void GiveBack(BodyRoom room)
    {
        room.Place.List?.Remove(room.Place);
        _free += room.Bytes;
        room.Bytes = 0;
    }
}
