using System.Collections.Concurrent;
using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.EndToEnd.Tests.Counts;

/// <summary>Sends requests from several connections at once and records what was answered and what was not.</summary>
internal sealed class MixedLoad(AdminProgram program)
{
    private const int Senders = 8;

    private readonly IReadOnlyList<MixedRequest> _kinds = MixedRequest.OneOfEach();
    private readonly ConcurrentQueue<MixedRequest> _answered = [];
    private readonly ConcurrentQueue<MixedRequest> _unanswered = [];

    /// <summary>How many requests were answered.</summary>
    public int Answered => _answered.Count;

    /// <summary>What was answered.</summary>
    public Tally OfAnswered => Sum(_answered);

    /// <summary>What was sent and not answered: nobody can know whether it was decided.</summary>
    public Tally OfUnanswered => Sum(_unanswered);

    /// <summary>Sends this many requests of each kind. A sender that gets no answer ends.</summary>
    public Task SendAsync(int ofEach)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, Senders).Select(async _ =>
        {
            while (Interlocked.Increment(ref next) is var number && number < ofEach * _kinds.Count)
            {
                if (!await TrySendAsync(_kinds[number % _kinds.Count]))
                {
                    return;
                }
            }
        }));
    }

    private async Task<bool> TrySendAsync(MixedRequest request)
    {
        try
        {
            (await program.Ingest.PostTextAsync(request.Body, request.Path, request.Token)).Expect(request.Status);
            _answered.Enqueue(request);
            return true;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            _unanswered.Enqueue(request);
            return false;
        }
    }

    private static Tally Sum(IEnumerable<MixedRequest> requests)
    {
        var tally = new Tally();
        foreach (var request in requests)
        {
            tally.Add(request);
        }

        return tally;
    }
}
