using System.Diagnostics;

namespace EventAuth.Storage.Journal;

/// <summary>
/// The span of a transaction; docs/telemetry.md describes it. Many requests share a transaction, so it belongs to the first of them
/// that is traced and has links to the others. Where none is traced there is no span.
/// </summary>
internal sealed class JournalTraces : IDisposable
{
    /// <summary>The name to listen to.</summary>
    public const string SourceName = "EventAuth.Storage";

    /// <summary>More than receivers keep of a span anyway.</summary>
    private const int MaxLinks = 128;

    private readonly ActivitySource _source = new(SourceName);

    /// <summary>What the present request is recorded as, or null when it is not.</summary>
    public Activity? Present => _source.HasListeners() && Activity.Current is { Recorded: true } span ? span : null;

    /// <summary>The span of a transaction that begins now.</summary>
    public Activity? StartCommit(List<JournalSubmission> transaction, int events)
    {
        if (!_source.HasListeners())
        {
            return null;
        }

        ActivityContext? first = null;
        List<ActivityLink>? others = null;
        foreach (var submission in transaction)
        {
            if (submission.Span is not { } span)
            {
                continue;
            }

            if (first is null)
            {
                first = span.Context;
            }
            else if ((others ??= []).Count < MaxLinks)
            {
                others.Add(new ActivityLink(span.Context));
            }
        }

        return first is { } parent
            ? _source.StartActivity("commit", ActivityKind.Internal, parent, links: others)?.SetTag("eventauth.events", events)
            : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();
}
