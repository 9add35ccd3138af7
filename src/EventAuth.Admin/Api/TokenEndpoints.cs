using EventAuth.Admin.Api.Answers;
using EventAuth.Admin.Api.Description;
using EventAuth.Admin.Api.Requests;
using EventAuth.Core.Conformance;

namespace EventAuth.Admin.Api;

/// <summary>Says all that is right and wrong about a token. It changes, stores and logs nothing; POST keeps it out of addresses.</summary>
internal static class TokenEndpoints
{
    public static void MapTokens(this IEndpointRouteBuilder api)
    {
        api.MapPost("/tokens/inspect", InspectAsync)
            .Described("Tokens", "Everything that is right and wrong about a token; it is not stored and not logged")
            .TakesBody<TokenToInspect>().Produces<TokenInspectionAnswer>().AnswersProblems(400, 413, 415);
        api.MapPost("/tokens/conformance", CheckAsync)
            .Described("Tokens", "A token of a backend against each requirement; it is not stored and not logged")
            .TakesBody<TokenToCheck>().Produces<ConformanceAnswer>().AnswersProblems(400, 413, 415);
    }

    private static Task<IResult> InspectAsync(HttpContext context, TokenInspections inspections) =>
        JsonBody.AnswerAsync(context.Request, TokenBody.MaxBytes, async body =>
            TokenBody.Read(body, out var token, out var sent) is { } wrong
                ? wrong
                : TypedResults.Ok(new TokenInspectionAnswer(await inspections.InspectAsync(token, sent, context.RequestAborted))));

    private static Task<IResult> CheckAsync(HttpContext context, TokenConformance conformance) =>
        JsonBody.AnswerAsync(context.Request, TokenBody.MaxBytes, async body =>
            TokenBody.ReadTokenAlone(body, out var token) is { } wrong
                ? wrong
                : TypedResults.Ok(new ConformanceAnswer(await conformance.CheckAsync(token, context.RequestAborted))));
}
