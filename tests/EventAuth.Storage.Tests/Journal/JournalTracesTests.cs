using System.Diagnostics;
using EventAuth.Core.Journal;
using EventAuth.Storage.Journal;

namespace EventAuth.Storage.Tests.Journal;

public sealed class JournalTracesTests : IDisposable
{
    private readonly JournalTraces _traces = new();
    private readonly ActivitySource _requests = new("EventAuth.Storage.Tests");
    private readonly ActivityListener _listener;

    public JournalTracesTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => ReferenceEquals(source, _requests) || source.Name == JournalTraces.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _traces.Dispose();
        _requests.Dispose();
    }

    [Fact]
    public void Commit_OfTracedRequests_BelongsToTheFirstAndHasLinksToTheOthers()
    {
        var (first, second) = (Submit("first"), Submit("second"));

        using var commit = _traces.StartCommit([new JournalSubmission(new JournalAppend(), null), first, second], events: 3);

        Assert.NotNull(commit);
        Assert.Equal(first.Span!.SpanId, commit.ParentSpanId);
        Assert.Equal(second.Span!.SpanId, Assert.Single(commit.Links).Context.SpanId);
        Assert.Equal(3, commit.GetTagItem("eventauth.events"));
    }

    [Fact]
    public void Commit_OfUntracedRequests_HasNoSpan() =>
        Assert.Null(_traces.StartCommit([new JournalSubmission(new JournalAppend(), null)], events: 1));

    [Fact]
    public void Commit_OfMoreRequestsThanLinks_KeepsTheFirst()
    {
        using var commit = _traces.StartCommit([.. Enumerable.Range(0, 200).Select(number => Submit($"request {number}"))], events: 200);

        Assert.Equal(128, commit?.Links.Count());
    }

    private JournalSubmission Submit(string name)
    {
        using var request = _requests.StartActivity(name);
        return new JournalSubmission(new JournalAppend(), null) { Span = _traces.Present };
    }
}
