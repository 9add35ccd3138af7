using System.Globalization;
using EventAuth.Benchmarks.Micro;
using EventAuth.Core.Decisions;
using EventAuth.Core.Journal;
using EventAuth.Core.Policies;
using EventAuth.Core.Previews;
using EventAuth.Core.Profiles;
using EventAuth.Storage.Audit;
using EventAuth.Storage.Database;
using EventAuth.Testing;
using EventAuth.Testing.Previews;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EventAuth.Benchmarks.Previews;

/// <summary>
/// Whether previews are exact: each is compared with what a second server with the draft answers to the same events. And how many
/// decisions a second are decided again, beside the second server.
/// </summary>
internal static class PreviewBenchmark
{
    private const int Pairs = 200;
    private const int EventsOfPair = 10_000;
    private const int ManyEvents = 1_000_000;
    private const int ManyCustomers = 100_000;
    private const int Request = 1_000;
    private const int Rounds = 3;

    private static readonly DateTimeOffset s_start = new(2026, 12, 1, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Runs both. Whether every preview was exact.</summary>
    public static async Task<bool> RunAsync()
    {
        var wrong = 0;
        long changed = 0;
        for (var pair = 1; pair <= Pairs; pair++)
        {
            var (isExact, count) = await CompareAsync(new RandomTraffic(pair, customers: 40, household: pair % 2 == 0 ? 40 : 4));
            wrong += isExact ? 0 : 1;
            changed += count;
            if (pair % 20 == 0)
            {
                Say($"{pair} of {Pairs} pairs of policies with {EventsOfPair:N0} events each: {wrong} previews differ from the second server; {changed:N0} decisions changed");
            }
        }

        await MeasureAsync();
        return wrong == 0;
    }

    private static async Task<(bool IsExact, long Changed)> CompareAsync(RandomTraffic traffic)
    {
        using var server = new RealParts();
        using var other = new RealParts();
        var (former, present, draft) = (traffic.NextPolicy(), traffic.NextPolicy(), traffic.NextPolicy());
        var before = traffic.NextEvents(s_start, EventsOfPair / 10).ToList();
        await AppendAsync(server, before, former);
        await AppendAsync(other, before, former);
        var since = before[^1].ReceivedAt.AddMilliseconds(50);
        var events = traffic.NextEvents(since, EventsOfPair).ToList();
        var was = await AppendAsync(server, events, present);
        var wouldBe = await AppendAsync(other, events, draft);
        var preview = await PreviewAsync(server, draft, since, new Steps());
        var expected = ReplayedTraffic.Compare(events, await CustomersAsync(server, since), was, wouldBe);
        var isExact = expected.SequenceEqual(ReplayedTraffic.Lines(preview)) && preview is { Decisions: EventsOfPair, NotReplayed: 0 };
        return (isExact, preview.Changed);
    }

    /// <summary>How many decisions a second are decided again, beside the second server.</summary>
    public static async Task MeasureAsync()
    {
        var traffic = new RandomTraffic(1, ManyCustomers, household: 2);
        using var server = new RealParts();
        using var other = new RealParts();
        var (open, draft) = (EventPolicy.Empty, EventPolicy.Empty
            .With(EventListKind.AnonymousWithoutJwt, [EventName.Parse("page.visit"), EventName.Parse("product.view"), EventName.Parse("client.login")])
            .With(EventListKind.UpdateWithoutJwt, [EventName.Parse("client.login")]));
        var before = traffic.NextEvents(s_start, ManyEvents / 5).ToList();
        await AppendAsync(server, before, open);
        await AppendAsync(other, before, open);
        var since = before[^1].ReceivedAt.AddMilliseconds(50);
        var events = traffic.NextEvents(since, ManyEvents).ToList();
        await AppendAsync(server, events, open);
        var begun = TimeProvider.System.GetTimestamp();
        await AppendAsync(other, events, draft);
        var replayed = TimeProvider.System.GetElapsedTime(begun).TotalSeconds;
        Say($"{ManyEvents:N0} events of {ManyCustomers:N0} customers: a second server takes {replayed:0.0} s, {ManyEvents / replayed:N0} a second");
        MeasureHashes(server.Get<AuditRecorder>());
        for (var round = 0; round < Rounds; round++)
        {
            var steps = new Steps();
            var started = TimeProvider.System.GetTimestamp();
            var preview = await PreviewAsync(server, draft, since, steps);
            var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
            Say($"preview: {seconds:0.00} s, {preview.Decisions / seconds:N0} decisions a second, {replayed / seconds:0.0} × the second server; {preview.Changed:N0} changed. Read {steps.Read:0.00} s, profiles {steps.Recalled - steps.Read:0.00} s, decided {seconds - steps.Recalled:0.00} s: {preview.Decisions / (seconds - steps.Recalled):N0} a second");
        }
    }

    // What each event costs that is kept so that it can be decided again: one to three of them.
    private static void MeasureHashes(AuditRecorder recorder)
    {
        var uuids = Enumerable.Range(0, ManyEvents).Select(_ => Guid.NewGuid().ToString()).ToList();
        var begun = TimeProvider.System.GetTimestamp();
        foreach (var uuid in uuids)
        {
            _ = recorder.ShortHashOf(IdentifierKind.Uuid, uuid);
        }

        Say($"the hash of an identifier takes {TimeProvider.System.GetElapsedTime(begun).TotalMicroseconds / ManyEvents:0.00} µs");
    }

    private static async Task<List<JournalReceipt>> AppendAsync(RealParts server, List<PlainEvent> events, EventPolicy policy)
    {
        var snapshot = RealParts.Compile(policy);
        var receipts = new List<JournalReceipt>();
        foreach (var request in events.Chunk(Request))
        {
            var (status, answers) = await server.Get<IEventJournal>().AppendAsync(request, snapshot);
            if (status != AppendStatus.Committed)
            {
                throw new InvalidOperationException("Events were not kept, so nothing was measured.");
            }

            receipts.AddRange(answers);
        }

        return receipts;
    }

    private static Task<PolicyPreview> PreviewAsync(RealParts server, EventPolicy draft, DateTimeOffset since, IProgress<double> steps) =>
        server.Get<IDecisionReplay>().ReplayAsync(draft, compared: null, since, DateTimeOffset.MaxValue.AddYears(-1), steps, CancellationToken.None);

    private static async Task<List<CustomerState>> CustomersAsync(RealParts server, DateTimeOffset since)
    {
        await using var context = await server.Get<IDbContextFactory<EventAuthDbContext>>().CreateDbContextAsync();
        return await context.Events.Where(row => row.ReceivedAt >= since).OrderBy(row => row.Id).Select(row => row.Customer!.Value).ToListAsync();
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    // When the parts of a preview were done, in seconds from its beginning.
    private sealed class Steps : IProgress<double>
    {
        private readonly long _started = TimeProvider.System.GetTimestamp();

        public double Read { get; private set; }

        public double Recalled { get; private set; }

        public void Report(double value)
        {
            var now = TimeProvider.System.GetElapsedTime(_started).TotalSeconds;
            (Read, Recalled) = (value <= 0.6 ? now : Read, value <= 0.8 ? now : Recalled);
        }
    }
}
