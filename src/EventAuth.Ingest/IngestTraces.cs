using System.Diagnostics;
using EventAuth.Core.Tokens;

namespace EventAuth.Ingest;

/// <summary>
/// The spans of a request; docs/telemetry.md lists them. They carry outcomes, codes and numbers, never what was sent.
/// While nobody listens there is no span, and asking for one costs a comparison.
/// </summary>
internal sealed class IngestTraces : IDisposable
{
    /// <summary>The name to listen to.</summary>
    public const string SourceName = "EventAuth.Ingest";

    private readonly ActivitySource _source = new(SourceName);

    /// <summary>
    /// The span of a whole request. It begins a trace, whatever <c>traceparent</c> came along: senders are strangers, and one who asks
    /// for it could have each of their requests recorded.
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

    /// <summary>The span of the check of a token.</summary>
    public Activity? StartAuthenticate() => _source.StartActivity("authenticate");

    /// <summary>The span from the hand-over of events to the journal until they are committed.</summary>
    public Activity? StartAppend(int events) => _source.StartActivity("append")?.SetTag("eventauth.events", events);

    /// <summary>Whether spans of this source are these, not those of another endpoint in the same process.</summary>
    public bool IsFrom(ActivitySource source) => ReferenceEquals(source, _source);

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();
}

/// <summary>What the spans say in the end.</summary>
internal static class IngestSpanExtensions
{
    public static void Say(this Activity span, RequestOutcome outcome, string? code)
    {
        span.SetTag("eventauth.outcome", outcome.ToWord());
        if (code is not null)
        {
            span.SetTag("eventauth.code", code);
        }
    }

    public static void Say(this Activity span, in TokenVerification verification)
    {
        span.SetTag("eventauth.signature.checked", verification.CheckedSignature);
        if (verification.Failure != TokenFailure.None)
        {
            span.SetTag("eventauth.token.failure", verification.Failure.ToString());
        }
    }
}
