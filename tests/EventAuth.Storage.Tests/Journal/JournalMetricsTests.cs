using EventAuth.Core.Journal;
using EventAuth.Testing;
using static EventAuth.Storage.Tests.StorageFixture;

namespace EventAuth.Storage.Tests.Journal;

public abstract class JournalMetricsTests(bool onServer)
{
    private const string U1 = "11111111-0000-4000-8000-000000000001";

    [Fact]
    public async Task Commits_AreMeasuredWithAllTheirEvents()
    {
        await using var storage = await StartAsync(onServer);
        using var measurements = new Measurements(storage.Meters);

        await storage.AppendAsync(Entry(U1));
        await storage.AppendAllAsync(Enumerable.Repeat(Entry(U1), 40));

        // Measured before the senders get their answers.
        var sizes = measurements.Of("eventauth.storage.commit.size");
        Assert.Equal([1.0, 40.0], sizes.Select(measured => measured.Value));
        Assert.All(sizes, measured => Assert.Equal("outcome=committed", measured.Tags));
        Assert.Equal(2, measurements.Of("eventauth.storage.commit.duration").Count);
    }

    [Fact]
    public async Task Commit_ThatFails_IsMeasuredAsSuch()
    {
        await using var storage = await StartAsync(onServer, options => options with { WriterPatience = TimeSpan.FromMilliseconds(50) });
        using var measurements = new Measurements(storage.Meters);
        using (storage.Lock())
        {
            var result = await storage.Journal.AppendAsync([Entry(U1)], Snapshot());
            Assert.Equal(AppendStatus.Unavailable, result.Status);
        }

        var size = Assert.Single(measurements.Of("eventauth.storage.commit.size"));
        Assert.Equal(("outcome=failed", 1.0), (size.Tags, size.Value));
    }

    [Fact]
    public async Task Queue_WhatWaits_IsToldWhenAsked()
    {
        await using var storage = await StartAsync(onServer);
        using var measurements = new Measurements(storage.Meters);
        Task waiting;
        using (storage.Lock())
        {
            waiting = storage.Journal.AppendAsync(Enumerable.Repeat(Entry(U1), 7), Snapshot());
            measurements.Observe();
        }

        await waiting;
        Assert.Equal([7.0], measurements.Of("eventauth.storage.queue.length").Select(measured => measured.Value));
    }
}

public sealed class JournalMetricsOnSqliteTests() : JournalMetricsTests(onServer: false);

public sealed class JournalMetricsOnPostgresTests() : JournalMetricsTests(onServer: true);
