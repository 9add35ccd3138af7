using System.Diagnostics;

namespace EventAuth.Ingest;

/// <summary>
/// The spans of a request; docs/telemetry.md lists them. They contain outcomes, codes and numbers, never what was sent.
/// While nobody listens there is no span, and starting one costs a comparison.
/// </summary>
internal sealed class IngestTraces : IDisposable
{
    /// <summary>The name to listen to.</summary>
    public const string SourceName = "EventAuth.Ingest";

    private readonly ActivitySource _source = new(SourceName);

    /// <summary>
    /// The span of a whole request. It begins a trace, whatever <c>traceparent</c> was sent: senders are not trusted, and one who sends
    /// it could have all their requests recorded.
    /// </summary>
    public Activity? StartRequest(string name)
    {
        if (!_source.HasListeners())
        {
            return null;
        }

        Activity.Current = null;
        return _source.StartActivity(name, ActivityKind.Server);
    }

    /// <summary>The span of one step of it.</summary>
    public Activity? StartStep(string name) => _source.StartActivity(name);

    /// <summary>Whether spans of this source come from here, not from another endpoint in the same process.</summary>
    public bool IsFrom(ActivitySource source) => ReferenceEquals(source, _source);

    public void Dispose() => _source.Dispose();
}
