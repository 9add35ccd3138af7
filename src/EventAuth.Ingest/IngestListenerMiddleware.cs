using EventAuth.Ingest.Cors;
using EventAuth.Ingest.Requests;
using EventAuth.Ingest.Responses;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EventAuth.Ingest;

/// <summary>What holds for every request of the ingest listener: the CORS headers, and a problem document for every error.</summary>
internal sealed partial class IngestListenerMiddleware(
    RequestDelegate next, ArrivalWatch watch, IngestOptions options, IngestMetrics metrics, ILogger<IngestListenerMiddleware> logger)
{
    private static readonly FieldError NotReceived = new(
        "",
        ReadFault.NotJson.ToErrorCode(),
        "The body did not arrive whole: its chunks are malformed, or it is shorter than Content-Length says.");

    private readonly OriginPolicy _origins = new(options.AllowedOrigins);

    /// <summary>Handles one request.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        watch.Arrived(context);
        Refusal? refusal = Refusal.OriginNotAllowed;
        try
        {
            if (_origins.Admit(context))
            {
                await next(context);
                refusal = FindBareError(context.Response);
                if (context.Response.StatusCode < StatusCodes.Status400BadRequest)
                {
                    watch.Passed(context);
                }
            }
        }
        catch (BadHttpRequestException exception)
        {
            LogBadRequest(logger, exception.StatusCode);
            refusal = exception.StatusCode == StatusCodes.Status413PayloadTooLarge ? Refusal.PayloadTooLarge : Refusal.MalformedJson;
        }
        catch (Exception exception) when (context.RequestAborted.IsCancellationRequested
            || exception is ConnectionResetException or OperationCanceledException)
        {
            LogGone(logger);
            refusal = null;
        }
        catch (Exception exception)
        {
            LogFault(logger, exception);
            refusal = Refusal.InternalError;
        }

        if (refusal is { } found && !context.Response.HasStarted)
        {
            await RefuseAsync(context, found);
        }
    }

    /// <summary>Routing and the limit by address answer with a status alone.</summary>
    private static Refusal? FindBareError(HttpResponse response) => response switch
    {
        { HasStarted: true } or { ContentType: not null } => null,
        { StatusCode: StatusCodes.Status404NotFound } => Refusal.NotFound,
        { StatusCode: StatusCodes.Status405MethodNotAllowed } => Refusal.MethodNotAllowed,
        { StatusCode: StatusCodes.Status429TooManyRequests } => Refusal.RateLimited,
        _ => null,
    };

    private Task RefuseAsync(HttpContext context, Refusal refusal)
    {
        var problem = refusal.ToProblem();
        metrics.CountRequest(RequestOutcome.Refused, problem.Code);
        IReadOnlyList<FieldError>? errors = refusal == Refusal.MalformedJson ? [NotReceived] : null;
        return ProblemDocument.WriteAsync(context, problem, errors);
    }

    [LoggerMessage(EventId = 2002, Level = LogLevel.Debug, Message = "The body could not be received; the server says {Status}")]
    private static partial void LogBadRequest(ILogger logger, int status);

    [LoggerMessage(EventId = 2003, Level = LogLevel.Debug, Message = "The sender hung up")]
    private static partial void LogGone(ILogger logger);

    [LoggerMessage(EventId = 2004, Level = LogLevel.Error, Message = "An ingest request failed")]
    private static partial void LogFault(ILogger logger, Exception exception);
}
