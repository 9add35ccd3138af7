using System.Collections.Concurrent;
using System.Text.Json;
using EventAuth.Core.Decisions;
using EventAuth.Core.Profiles;
using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.Testing;

namespace EventAuth.Benchmarks.Nodes;

/// <summary>
/// Sends events to one node, without pause and over several connections, and keeps since when it decides by which version, and what every
/// answer said. One event in two has a token.
/// </summary>
internal sealed class NodeWatch : IAsyncDisposable
{
    private const int Connections = 2;

    private readonly CancellationTokenSource _end = new();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private readonly Task _sending;
    private readonly Lock _gate = new();
    private readonly List<(int Version, TaskCompletionSource<long> Reached)> _awaited = [];
    private int _version;

    public NodeWatch(NodeProcess node, IReadOnlyList<string> actions)
    {
        var ingest = new IngestClient(_http, node.Address!);
        _sending = Task.WhenAll(Enumerable.Range(0, Connections).Select(number => SendAsync(ingest, actions, new Random(number))));
    }

    /// <summary>Accepted events: version, name, whether there was a token, and the reason of the answer.</summary>
    public ConcurrentQueue<(int Version, string Action, CustomerState Customer, string Reason)> Accepted { get; } = [];

    /// <summary>How many answers there were, by status and code.</summary>
    public ConcurrentDictionary<string, int> Answers { get; } = new();

    /// <summary>Completes with the time stamp of the first answer that was decided by this version or a later one.</summary>
    public Task<long> ReachAsync(int version)
    {
        lock (_gate)
        {
            if (_version >= version)
            {
                return Task.FromResult(TimeProvider.System.GetTimestamp());
            }

            var reached = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((version, reached));
            return reached.Task;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _sending;
        _http.Dispose();
        _end.Dispose();
    }

    private async Task SendAsync(IngestClient ingest, IReadOnlyList<string> actions, Random random)
    {
        await Task.Yield();
        var token = SigningKey.Shared.Token(new { customId = "c-nodes" });
        while (!_end.IsCancellationRequested)
        {
            var action = actions[random.Next(actions.Count)];
            var customer = random.Next(2) == 0 ? CustomerState.Authenticated : CustomerState.Anonymous;
            var answer = customer == CustomerState.Authenticated
                ? await ingest.PostAsync(new { action }, token)
                : await ingest.PostAsync(new { action, client = new { uuid = Guid.NewGuid() } });
            var now = TimeProvider.System.GetTimestamp();
            Keep(answer, action, customer, now);
        }
    }

    private void Keep(Answer answer, string action, CustomerState customer, long now)
    {
        var json = answer.Json;
        var version = json.TryGetProperty("policyVersion", out var number) && number.ValueKind == JsonValueKind.Number ? number.GetInt32() : 0;
        if (answer.Status == 202)
        {
            Accepted.Enqueue((version, action, customer, json.GetProperty("reason").GetString()!));
        }

        Answers.AddOrUpdate(answer.Status == 202 ? "202" : $"{answer.Status} {answer.Code}", 1, (_, count) => count + 1);
        lock (_gate)
        {
            _version = Math.Max(_version, version);
            foreach (var (_, reached) in _awaited.Where(waiting => waiting.Version <= _version))
            {
                reached.TrySetResult(now);
            }

            _awaited.RemoveAll(waiting => waiting.Version <= _version);
        }
    }
}
