using EventAuth.Core.Decisions;
using EventAuth.Core.Journal;
using EventAuth.Storage.Journal;

namespace EventAuth.Storage.Tests.Journal;

public sealed class SubmissionQueueTests
{
    [Fact]
    public void Add_UpToTheBoundInEvents_IsTakenAndBeyondRefused()
    {
        var queue = new SubmissionQueue(10);

        Assert.True(queue.TryAdd(Of(6)));
        Assert.False(queue.TryAdd(Of(5)));
        Assert.True(queue.TryAdd(Of(4)));
        Assert.False(queue.TryAdd(Rejection(0)));
        Assert.Equal(10, queue.Events);
    }

    [Fact]
    public void Take_Few_AreAllTakenInTheOrderOfArrival()
    {
        var queue = new SubmissionQueue(10);
        for (var i = 0; i < 10; i++)
        {
            queue.TryAdd(Rejection(i));
        }

        Assert.Equal(Enumerable.Range(0, 10), Take(queue)!.Select(submission => submission.Rejection!.PolicyVersion));
    }

    [Fact]
    public void Take_Many_AreTakenByHalvesInTheOrderOfArrival()
    {
        var queue = new SubmissionQueue(100);
        for (var i = 0; i < 64; i++)
        {
            queue.TryAdd(Rejection(i));
        }

        var first = Take(queue)!;
        var second = Take(queue)!;
        Assert.Equal((32, 32), (first.Count, second.Count));
        Assert.Equal(Enumerable.Range(0, 64), first.Concat(second).Select(submission => submission.Rejection!.PolicyVersion));
    }

    [Fact]
    public void TakeAll_Many_TakesAllAndNothingWhenThereIsNothing()
    {
        var queue = new SubmissionQueue(100);
        for (var i = 0; i < 64; i++)
        {
            queue.TryAdd(Rejection(i));
        }

        var taken = new List<JournalSubmission>();
        Assert.Equal((64, 0), (queue.TakeAll(taken), queue.TakeAll(taken)));
        Assert.Equal(64, taken.Count);
    }

    [Fact]
    public void Take_OneRequestOfMoreThanTheMost_IsTakenWhole()
    {
        var queue = new SubmissionQueue(10_000);
        queue.TryAdd(Of(SubmissionQueue.MaxTake + 1));
        queue.TryAdd(Of(1));

        Assert.Single(Take(queue)!);
        Assert.Single(Take(queue)!);
    }

    [Fact]
    public void Take_WhatIsStillBeingWritten_CountsUntilItIsReleased()
    {
        var queue = new SubmissionQueue(2);
        queue.TryAdd(Of(2));
        Assert.Single(Take(queue)!);

        Assert.False(queue.TryAdd(Of(1)));
        queue.Release(1);
        Assert.True(queue.TryAdd(Of(1)));
        Assert.False(queue.TryAdd(Of(1)));
    }

    [Fact]
    public void Complete_WhatWaits_IsStillTakenOutAndNothingTakenIn()
    {
        var queue = new SubmissionQueue(10);
        queue.TryAdd(Of(1));
        queue.Complete();

        Assert.False(queue.TryAdd(Of(1)));
        Assert.Single(Take(queue)!);
        Assert.Null(Take(queue));
    }

    [Fact]
    public async Task Complete_WhileTheWriterWaits_LetsItGo()
    {
        var queue = new SubmissionQueue(10);
        var taking = Task.Factory.StartNew(() => Take(queue), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        queue.Complete();

        Assert.Null(await taking.WaitAsync(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task Add_FromManyThreads_LosesNothingAndKeepsEachThreadsOrder()
    {
        const int Threads = 4;
        const int Each = 20_000;
        var queue = new SubmissionQueue(50);
        var writing = Task.Factory.StartNew(() => TakeAll(queue), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++)
            {
                while (!queue.TryAdd(Rejection(i, thread)))
                {
                    await Task.Yield();
                }
            }
        })));
        queue.Complete();

        var taken = await writing.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(0, queue.Events);
        Assert.Equal(Threads * Each, taken.Count);
        Assert.All(taken.GroupBy(rejection => rejection.Count), thread => Assert.Equal(Enumerable.Range(0, Each), thread.Select(rejection => rejection.PolicyVersion)));
    }

    private static List<RejectionEntry> TakeAll(SubmissionQueue queue)
    {
        var all = new List<RejectionEntry>();
        while (Take(queue) is { } taken)
        {
            all.AddRange(taken.Select(submission => submission.Rejection!));
            queue.Release(taken.Count);
        }

        return all;
    }

    private static List<JournalSubmission>? Take(SubmissionQueue queue)
    {
        var taken = new List<JournalSubmission>();
        return queue.Take(taken) > 0 ? taken : null;
    }

    private static JournalSubmission Of(int events)
    {
        var append = new JournalAppend();
        for (var i = 0; i < events; i++)
        {
            append.Add();
        }

        return new JournalSubmission(append, null);
    }

    private static JournalSubmission Rejection(int number, int thread = 0) =>
        new(null, new RejectionEntry(DecisionReason.InvalidToken, null, null, thread, StorageFixture.Now, number, null));
}
