using EventAuth.Admin.Documents;
using EventAuth.Admin.Listeners;
using EventAuth.Storage.Database;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace EventAuth.Admin.Responses;

/// <summary>Gives every error without a body one: a problem document for programs, a page for people.</summary>
internal static class ErrorAnswers
{
    public static IApplicationBuilder UseErrorAnswers(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = AnswerStatusAsync,
            StatusCodeSelector = StatusOf,
            AllowStatusCode404Response = true,
            SuppressDiagnosticsCallback = failure => failure.Exception is BadHttpRequestException,
        });
        app.Use((context, next) =>
        {
            CheckForm(context.Request);
            context.Request.Body = new ReceivedBody(context.Request.Body);
            return next(context);
        });
        app.UseStatusCodePages(pages => AnswerStatusAsync(pages.HttpContext));
        return app;
    }

    // Any other form is refused before it is read: the framework throws for some character sets, such as utf-7, also in a part of a
    // multipart form, as if that were a fault of this program.
    private static void CheckForm(HttpRequest request)
    {
        if (request.HasFormContentType && !IsReadableForm(request.ContentType) && !IsGoodbye(request))
        {
            throw new BadHttpRequestException(
                "The form is not application/x-www-form-urlencoded in UTF-8.", StatusCodes.Status415UnsupportedMediaType);
        }
    }

    // A page that is left sends a multipart form; the framework reads that one with care.
    private static bool IsGoodbye(HttpRequest request) => request.Path.Equals("/_blazor/disconnect", StringComparison.OrdinalIgnoreCase);

    private static bool IsReadableForm(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    private static Task AnswerStatusAsync(HttpContext context)
    {
        var status = context.Response.StatusCode;
        context.Response.Headers.CacheControl = "no-store";
        if (context.GetListener() != Listener.Admin || context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
        {
            return ProblemResult.Of(status).ExecuteAsync(context);
        }

        return status switch
        {
            StatusCodes.Status403Forbidden => RenderAsync<NoAccessDocument>(context),
            StatusCodes.Status404NotFound => RenderAsync<NotFoundDocument>(context),
            _ => RenderAsync<ErrorDocument>(context),
        };
    }

    private static int StatusOf(Exception exception) => exception switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        _ when StorageFailure.IsOne(exception) => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    private static Task RenderAsync<TDocument>(HttpContext context)
        where TDocument : IComponent => new RazorComponentResult<TDocument>().ExecuteAsync(context);
}
