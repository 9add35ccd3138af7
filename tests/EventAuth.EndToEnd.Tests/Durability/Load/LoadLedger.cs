using System.Collections.Concurrent;
using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.EndToEnd.Tests.Durability.Load;

/// <summary>What was sent and what was answered, kept outside the program's process. Many connections write it at once.</summary>
internal sealed class LoadLedger
{
    /// <summary>Represents the id of an event of a batch, whose answer has none.</summary>
    private const string NotTold = "";

    private readonly ConcurrentDictionary<long, string> _answered = new();
    private readonly ConcurrentQueue<SentRequest> _sent = new();
    private readonly ConcurrentQueue<SentRequest> _unanswered = new();
    private readonly ConcurrentQueue<SentRequest> _refused = new();
    private readonly ConcurrentQueue<string> _wrong = new();
    private int _answeredCount;
    private int _refusals;
    private (int Count, TaskCompletionSource Reached)? _awaited;

    /// <summary>How many events were answered 202 so far.</summary>
    public int AnsweredCount => Volatile.Read(ref _answeredCount);

    /// <summary>How many requests were answered 503 so far.</summary>
    public int RefusalCount => Volatile.Read(ref _refusals);

    /// <summary>The events that were answered 202, by their numbers, with the answered id or an empty text.</summary>
    public IReadOnlyDictionary<long, string> Answered => _answered;

    /// <summary>Every event that was sent, once each.</summary>
    public IEnumerable<SentEvent> Sent => _sent.SelectMany(request => request.Events).DistinctBy(sent => sent.Number);

    /// <summary>Requests without any answer, whose result nobody knows.</summary>
    public IReadOnlyList<SentRequest> Unanswered => [.. _unanswered.Where(request => !IsAnswered(request)).Distinct()];

    /// <summary>Requests that were answered 503 and never 202: nothing of them may be stored.</summary>
    public IReadOnlyList<SentRequest> Refused => [.. _refused.Where(request => !IsAnswered(request)).Except(_unanswered).Distinct()];

    /// <summary>Requests that were a batch.</summary>
    public IEnumerable<SentRequest> Batches => _sent.Where(request => request.IsBatch).Distinct();

    /// <summary>Answers that no program should give, a sentence each.</summary>
    public IReadOnlyList<string> Wrong => [.. _wrong];

    /// <summary>Settles what was not answered: it was checked, and sent again if that is safe.</summary>
    public void ForgetUnanswered() => _unanswered.Clear();

    /// <summary>Completes exactly with the answer that reaches this many events: the waiting code continues before the next answer is read.</summary>
    public Task ReachAsync(int count)
    {
        var reached = new TaskCompletionSource();
        _awaited = (count, reached);
        return reached.Task;
    }

    public void KeepSent(SentRequest request) => _sent.Enqueue(request);

    public void KeepUnanswered(SentRequest request) => _unanswered.Enqueue(request);

    public void Keep(SentRequest request, Answer answer)
    {
        switch (answer.Status)
        {
            case 202 when request.IsBatch:
                KeepAccepted(request.Events, answer);
                break;
            case 202:
                KeepAccepted(request.Events[0], answer.Json.GetProperty("eventId").GetString()!);
                break;
            case 503 when answer.Header("Retry-After") is null:
                _wrong.Enqueue($"A 503 came without Retry-After: {answer.Text}");
                break;
            case 503:
                Interlocked.Increment(ref _refusals);
                _refused.Enqueue(request);
                break;
            default:
                _wrong.Enqueue($"A good event was answered {answer.Status}: {answer.Text}");
                break;
        }
    }

    private void KeepAccepted(IReadOnlyList<SentEvent> events, Answer answer)
    {
        if (answer.Json.GetProperty("accepted").GetInt32() != events.Count)
        {
            _wrong.Enqueue($"A batch of {events.Count} events was answered 202 as {answer.Text}");
        }

        foreach (var sent in events)
        {
            if (_answered.TryAdd(sent.Number, NotTold))
            {
                Interlocked.Increment(ref _answeredCount);
            }
        }

        TellReached();
    }

    private void KeepAccepted(SentEvent sent, string eventId)
    {
        if (_answered.TryAdd(sent.Number, eventId))
        {
            Interlocked.Increment(ref _answeredCount);
        }
        else if (_answered[sent.Number] is var known && known != eventId)
        {
            _wrong.Enqueue($"Event {sent.Number} was answered as {known} and again as {eventId}.");
        }

        TellReached();
    }

    private void TellReached()
    {
        if (_awaited is { } awaited && AnsweredCount >= awaited.Count)
        {
            awaited.Reached.TrySetResult();
        }
    }

    private bool IsAnswered(SentRequest request) => request.Events.All(sent => _answered.ContainsKey(sent.Number));
}
