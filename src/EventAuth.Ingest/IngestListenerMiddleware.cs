using EventAuth.Ingest.Probes;
using EventAuth.Ingest.Requests;
using EventAuth.Ingest.Responses;
using EventAuth.Ingest.Sdk;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EventAuth.Ingest;

/// <summary>What applies to every request of the ingest listener: the CORS headers, and a problem document for every error.</summary>
internal sealed partial class IngestListenerMiddleware(
    RequestDelegate next, ArrivalWatch watch, IngestOptions options, Authenticator authenticator, ProbeSecret probes,
    IngestMetrics metrics, ILogger<IngestListenerMiddleware> logger)
{
    private static readonly ProblemError NotReceived = new(
        "",
        FieldCodes.InvalidJson,
        "The body did not arrive whole: its chunks are malformed, or it is shorter than Content-Length says.");

    private readonly OriginPolicy _origins = new(options.AllowedOrigins, authenticator.Proof is not null);

    public async Task InvokeAsync(HttpContext context)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        watch.Arrived(context);
        var problem = HttpProblem.OriginNotAllowed;
        try
        {
            // The script is public: only events are refused for their origin.
            if (_origins.Admit(context) || SdkEndpoint.Has(context.Request.Path))
            {
                await next(context);
                problem = FindBareError(context.Response);
                if (context.Response.StatusCode < StatusCodes.Status400BadRequest)
                {
                    watch.Passed(context);
                }
            }
        }
        catch (BadHttpRequestException exception)
        {
            LogBadRequest(logger, exception.StatusCode);
            problem = exception.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? HttpProblem.PayloadTooLarge
                : HttpProblem.MalformedJson;
        }
        catch (Exception exception) when (context.RequestAborted.IsCancellationRequested
            || exception is ConnectionResetException or OperationCanceledException)
        {
            LogGone(logger);
            problem = null;
        }
        catch (Exception exception)
        {
            LogFault(logger, exception);
            problem = HttpProblem.InternalError;
        }

        if (problem is not null && !context.Response.HasStarted)
        {
            if (!probes.IsIn(context.Request))
            {
                metrics.CountRequest(IngestOutcome.Refused, problem.Code);
            }

            await ProblemDocument.WriteAsync(context, problem, problem == HttpProblem.MalformedJson ? [NotReceived] : null);
        }
    }

    /// <summary>Routing and the limit by address answer only with a status.</summary>
    private static HttpProblem? FindBareError(HttpResponse response) => response switch
    {
        { HasStarted: true } or { ContentType: not null } => null,
        { StatusCode: StatusCodes.Status404NotFound } => HttpProblem.NotFound,
        { StatusCode: StatusCodes.Status405MethodNotAllowed } => HttpProblem.MethodNotAllowed,
        { StatusCode: StatusCodes.Status429TooManyRequests } => HttpProblem.RateLimited,
        _ => null,
    };

    [LoggerMessage(EventId = 2002, Level = LogLevel.Debug, Message = "The body could not be received; the server says {Status}")]
    private static partial void LogBadRequest(ILogger logger, int status);

    [LoggerMessage(EventId = 2003, Level = LogLevel.Debug, Message = "The sender hung up")]
    private static partial void LogGone(ILogger logger);

    [LoggerMessage(EventId = 2004, Level = LogLevel.Error, Message = "An ingest request failed")]
    private static partial void LogFault(ILogger logger, Exception exception);
}
