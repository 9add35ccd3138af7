using System.Diagnostics;
using Activity = System.Diagnostics.Activity;

namespace EventAuth.Storage.Journal;

/// <summary>
/// The span of a transaction; docs/telemetry.md describes it. Many requests share a transaction, so it belongs to the first of them
/// that is traced and has links to the others. If none is traced there is no span.
/// </summary>
internal sealed class JournalTraces : IDisposable
{
    public const string SourceName = "EventAuth.Storage";

    /// <summary>More than receivers keep of a span anyway.</summary>
    private const int MaxLinks = 128;

    private readonly ActivitySource _source = new(SourceName);

    public Activity? Present => _source.HasListeners() && Activity.Current is { Recorded: true } span ? span : null;

    public Activity? StartCommit(List<JournalSubmission> transaction, int events)
    {
        if (!_source.HasListeners())
        {
            return null;
        }

        var spans = transaction.Select(submission => submission.Span).OfType<Activity>().Take(1 + MaxLinks).ToList();
        return spans is [var first, .. var others]
            ? _source.StartActivity(
                "commit", ActivityKind.Internal, first.Context, links: others.Select(span => new ActivityLink(span.Context)))
                ?.SetTag("eventauth.events", events)
            : null;
    }

    public void Dispose() => _source.Dispose();
}
