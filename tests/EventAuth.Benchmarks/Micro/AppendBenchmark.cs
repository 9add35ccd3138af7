using BenchmarkDotNet.Attributes;
using EventAuth.Core.Journal;
using EventAuth.Core.Policies;
using EventAuth.Core.Tokens;

namespace EventAuth.Benchmarks.Micro;

/// <summary>Through the real journal to the disk, with 64 requests in progress at once; the figures are for one of them.</summary>
[Config(typeof(ShortRun))]
public class AppendBenchmark : IDisposable
{
    private const int AtOnce = 64;
    private const int Customers = 1_000;

    private static readonly EventName PageVisit = EventName.Parse("page.visit");
    private static readonly Utf8Text Parameters = Utf8Text.Of("""{"sku":"A-4711","price":12.5}""");

    private readonly RealParts _parts = new();
    private readonly IEventJournal _journal;
    private readonly PolicySnapshot _policy;
    private readonly JournalAppend[] _appends = [.. Enumerable.Range(0, AtOnce).Select(_ => new JournalAppend())];
    private readonly ValueTask<AppendStatus>[] _waiting = new ValueTask<AppendStatus>[AtOnce];
    private readonly Utf8Text[] _uuids = [.. Enumerable.Range(0, Customers).Select(customer => Utf8Text.Of($"{customer:x8}-0000-4000-8000-00000000000a"))];
    private readonly TokenIdentity[] _tokens = [.. Enumerable.Range(0, Customers).Select(customer => new TokenIdentity(null, $"customer{customer}@shop.example", $"c-{customer}"))];
    private int _next;

    public AppendBenchmark() => (_journal, _policy) = (_parts.Get<IEventJournal>(), _parts.Get<PolicyMonitor>().Current);

    [Benchmark(OperationsPerInvoke = AtOnce)]
    public Task<int> WithoutToken() => AppendAllAsync(null);

    [Benchmark(OperationsPerInvoke = AtOnce)]
    public Task<int> WithToken() => AppendAllAsync(_tokens);

    [GlobalCleanup]
    public void Dispose()
    {
        _parts.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task<int> AppendAllAsync(TokenIdentity[]? tokens)
    {
        for (var i = 0; i < AtOnce; i++)
        {
            Fill(_appends[i], tokens);
#pragma warning disable CA2012 // Each is awaited once, below.
            _waiting[i] = _journal.AppendAsync(_appends[i]);
#pragma warning restore CA2012
        }

        var committed = 0;
        for (var i = 0; i < AtOnce; i++)
        {
            committed += await _waiting[i] == AppendStatus.Committed ? 1 : 0;
            _appends[i].Clear();
        }

        return committed == AtOnce ? committed : throw new InvalidOperationException("Events were not kept, so nothing was measured.");
    }

    private void Fill(JournalAppend append, TokenIdentity[]? tokens)
    {
        var customer = _next++ % Customers;
        append.Snapshot = _policy;
        var entry = append.Add();
        entry.Action = PageVisit;
        entry.ClientUuid = _uuids[customer];
        entry.Token = tokens?[customer];
        entry.Params = Parameters;
        entry.ReceivedAt = entry.Time = TimeProvider.System.GetUtcNow();
    }
}
