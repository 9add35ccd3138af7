using System.Data.Common;
using EventAuth.Admin.Documents;
using EventAuth.Admin.Hosting;
using EventAuth.Admin.Listeners;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EventAuth.Admin.Responses;

/// <summary>Gives every error that has no body one: a problem document for programs, a page for people.</summary>
internal static class ErrorAnswers
{
    public static IApplicationBuilder UseErrorAnswers(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = AnswerExceptionAsync,
            StatusCodeSelector = StatusOf,
            AllowStatusCode404Response = true,
            SuppressDiagnosticsCallback = failure => failure.Exception is BadHttpRequestException,
        });
        app.Use((context, next) =>
        {
            ReceivedForm.Check(context.Request);
            context.Request.Body = new ReceivedBody(context.Request.Body);
            return next(context);
        });
        app.UseStatusCodePages(pages => AnswerStatusAsync(pages.HttpContext));
        return app;
    }

    private static Task AnswerExceptionAsync(HttpContext context) => AnswerStatusAsync(context);

    private static Task AnswerStatusAsync(HttpContext context)
    {
        var status = context.Response.StatusCode;
        if (IsForPrograms(context))
        {
            return ProblemResult.Of(status).ExecuteAsync(context);
        }

        context.Response.Headers.CacheControl = "no-store";
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
        DbException or { InnerException: DbException } => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    private static bool IsForPrograms(HttpContext context) =>
        context.GetListener() != Listener.Admin
        || context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    private static Task RenderAsync<TDocument>(HttpContext context)
        where TDocument : IComponent => new RazorComponentResult<TDocument>().ExecuteAsync(context);
}
