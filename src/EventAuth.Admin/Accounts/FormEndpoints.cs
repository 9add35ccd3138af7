using EventAuth.Admin.Responses;
using EventAuth.Storage.Entities;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace EventAuth.Admin.Accounts;

/// <summary>What the endpoints of forms have in common.</summary>
internal static class FormEndpoints
{
    /// <summary>Answers that must not be cached.</summary>
    public static RouteGroupBuilder NotStored(this RouteGroupBuilder group) =>
        group.WithMetadata(new AnswerHeader(HeaderNames.CacheControl, "no-store"));

    /// <summary>
    /// Where the form of a one-time link is. Showing it must consume nothing: previews of chat programs and virus scanners open links, too.
    /// The code is in the address: no site that the page links to may learn it.
    /// </summary>
    public static RouteGroupBuilder MapLinkForm(this IEndpointRouteBuilder routes, string path) =>
        routes.MapGroup(path).AllowAnonymous().NotStored().ExcludeFromDescription()
            .WithMetadata(new AnswerHeader("Referrer-Policy", "no-referrer"));

    /// <summary>Says in <c>Retry-After</c> when to try again, and returns the seconds for the text (RFC 9110, section 10.2.3).</summary>
    public static string AskToWait(this HttpContext context, TimeSpan wait)
    {
        var seconds = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        context.Response.Headers.RetryAfter = seconds;
        return seconds;
    }

    /// <summary>Signs in the person who got an account by a link; without an account, the link was not, or no longer, valid.</summary>
    public static async Task<IResult> SignInAsync<TVoid>(HttpContext context, SignInSessions sessions, AdministratorAccount? account)
        where TVoid : IComponent
    {
        if (account is null)
        {
            return Void<TVoid>();
        }

        await sessions.BeginAsync(context, account);
        return TypedResults.LocalRedirect(ReturnAddress.Home);
    }

    /// <summary>The form again, with what is wrong.</summary>
    public static RazorComponentResult<TDocument> Refuse<TDocument>(object parameters)
        where TDocument : IComponent => new(parameters) { StatusCode = StatusCodes.Status422UnprocessableEntity };

    /// <summary>The page for a link that is not, or no longer, valid.</summary>
    public static RazorComponentResult<TDocument> Void<TDocument>()
        where TDocument : IComponent => new() { StatusCode = StatusCodes.Status404NotFound };
}
