using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Features;

namespace EventAuth.Peers.Stock;

/// <summary>Receives events, one or up to 1,000 in a request.</summary>
internal static class StockEndpoints
{
    private const int MostEvents = 1_000;

    /// <summary>Answers 202 when the event is stored; 400, 401 or 403 otherwise.</summary>
    public static async Task<IResult> ReceiveOneAsync(StockRequest request, HttpContext context, StockPolicy policy, StockStore store, TimeProvider clock)
    {
        if (!TryAuthenticate(context, out var customer))
        {
            return Results.Json(new { status = 401, code = "invalid_token" }, statusCode: StatusCodes.Status401Unauthorized);
        }

        var (status, reason, stored) = Judge(request, customer, policy, clock.GetUtcNow());
        if (stored is null)
        {
            return Results.Json(new { status, code = reason }, statusCode: status);
        }

        await store.AppendAsync([stored], context.RequestAborted);
        return Results.Json(new { status = "accepted", eventId = stored.Id, reason }, statusCode: StatusCodes.Status202Accepted);
    }

    /// <summary>Stores what is accepted with one SaveChanges; answers 202 when that is everything, 207 when it is a part, 403 when it is nothing.</summary>
    public static async Task<IResult> ReceiveBatchAsync(StockRequest[] requests, HttpContext context, StockPolicy policy, StockStore store, TimeProvider clock)
    {
        if (!TryAuthenticate(context, out var customer))
        {
            return Results.Json(new { status = 401, code = "invalid_token" }, statusCode: StatusCodes.Status401Unauthorized);
        }

        if (requests.Length is 0 or > MostEvents)
        {
            return Results.StatusCode(requests.Length == 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status413PayloadTooLarge);
        }

        var now = clock.GetUtcNow();
        var accepted = new List<StockEvent>(requests.Length);
        var results = new List<object>();
        for (var index = 0; index < requests.Length; index++)
        {
            var (status, reason, stored) = Judge(requests[index], customer, policy, now);
            if (stored is null)
            {
                results.Add(new { index, status, code = reason });
            }
            else
            {
                accepted.Add(stored);
            }
        }

        if (accepted.Count > 0)
        {
            await store.AppendAsync(accepted, context.RequestAborted);
        }

        var answer = results.Count == 0 ? StatusCodes.Status202Accepted
            : accepted.Count == 0 ? StatusCodes.Status403Forbidden : StatusCodes.Status207MultiStatus;
        return Results.Json(new { accepted = accepted.Count, rejected = results.Count, results }, statusCode: answer);
    }

    /// <summary>False if a token is presented and invalid; the customer is null if there is none.</summary>
    private static bool TryAuthenticate(HttpContext context, out string? customer)
    {
        customer = context.User.FindFirst("customId")?.Value;
        var outcome = context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult;
        return customer is not null || (outcome is not { Failure: not null } && context.Request.Headers.Authorization.Count == 0);
    }

    private static (int Status, string Reason, StockEvent? Stored) Judge(StockRequest request, string? customer, StockPolicy policy, DateTimeOffset now)
    {
        if (request.Action is not { Length: >= 2 and <= 32 } action)
        {
            return (StatusCodes.Status400BadRequest, "invalid_event", null);
        }

        var (status, reason) = policy.Decide(action, customer is not null);
        if (status != StatusCodes.Status202Accepted)
        {
            return (status, reason, null);
        }

        if ((customer ?? request.Client?.Uuid) is not { } sender)
        {
            return (StatusCodes.Status400BadRequest, "invalid_event", null);
        }

        return (status, reason, new StockEvent
        {
            Received = now,
            CustomId = sender,
            Action = action,
            Label = request.Label,
            Params = request.Params?.GetRawText(),
            Time = request.Time ?? now,
            Reason = reason,
        });
    }
}
