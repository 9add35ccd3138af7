namespace EventAuth.EndToEnd.Tests.Durability.Load;

/// <summary>Customers on several connections at once, one after the other on each, until it is stopped or the program does not answer any more.</summary>
/// <param name="sender">Sends and records the results.</param>
/// <param name="seed">Determines what the customers do.</param>
/// <param name="connections">How many at once.</param>
/// <param name="lastNumber">The greatest number of an event that was sent before.</param>
internal sealed class ShopLoad(RecordingSender sender, int seed, int connections, long lastNumber = 0)
{
    private const int Actions = 400;
    private const int OneRepeatIn = 8;

    private readonly CancellationTokenSource _end = new();
    private long _number = lastNumber;

    /// <summary>Whether a refused request ends the load.</summary>
    public bool EndsAtRefusal { get; init; }

    /// <summary>The greatest number that was given to an event.</summary>
    public long LastNumber => Volatile.Read(ref _number);

    /// <summary>Runs the load; completes when every connection has ended.</summary>
    public Task RunAsync() => Task.WhenAll(Enumerable.Range(0, connections).Select(connection => Task.Run(() => SendAllAsync(new Random(seed + connection)))));

    /// <summary>No connection starts another request.</summary>
    public void End() => _end.Cancel();

    private async Task SendAllAsync(Random random)
    {
        while (!_end.IsCancellationRequested)
        {
            foreach (var request in new Shopper(random, NextNumber, Actions).Story())
            {
                if (_end.IsCancellationRequested || !await GoOnAfterAsync(request, random))
                {
                    return;
                }
            }
        }
    }

    private async Task<bool> GoOnAfterAsync(SentRequest request, Random random)
    {
        // Sometimes twice at once, or again after the answer: the same event must be stored once.
        var repeats = request.IsRepeatable && random.Next(OneRepeatIn) == 0;
        var together = repeats && random.Next(2) == 0;
        var answers = together
            ? await Task.WhenAll(sender.SendAsync(request), sender.SendAsync(request))
            : [await sender.SendAsync(request)];
        if (repeats && !together)
        {
            answers = [.. answers, await sender.SendAsync(request)];
        }

        return Array.TrueForAll(answers, answer => answer is not null && !(EndsAtRefusal && answer.Status == 503));
    }

    private long NextNumber() => Interlocked.Increment(ref _number);
}
