using EventAuth.Admin.Api.Answers;
using EventAuth.Admin.Api.Description;
using EventAuth.Admin.Api.Requests;
using EventAuth.Admin.Explanations;
using EventAuth.Admin.Previews;
using EventAuth.Admin.Responses;
using EventAuth.Core.Previews;
using EventAuth.Ingest.Responses;

namespace EventAuth.Admin.Api;

/// <summary>Says what a draft would have decided otherwise: at once if that is quick, later at an address otherwise.</summary>
internal static class PreviewEndpoints
{
    private const string Runs = "/policy/previews/";

    /// <summary>What takes longer is answered with an address.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan DefaultSpan = TimeSpan.FromHours(24);

    public static void MapPreviews(this IEndpointRouteBuilder api)
    {
        api.MapPost("/policy/preview", StartAsync)
            .Described("Policy", "What a draft would have decided otherwise in a span of time")
            .TakesBody<PreviewDraft>().Produces<PreviewAnswer>().Produces(StatusCodes.Status202Accepted)
            .AnswersProblems(400, 413, 415, 422, 503);
        api.MapMethods(Runs + "{id}", EndpointDescriptions.Reads, ReadAsync)
            .Described("Policy", "How far a preview is, and its result").Produces<PreviewRunAnswer>().AnswersProblems(404, 422, 503);
        api.MapDelete(Runs + "{id}", Cancel)
            .Described("Policy", "Cancel a preview").Produces(StatusCodes.Status204NoContent).AnswersProblems(404);
    }

    private static Task<IResult> StartAsync(HttpRequest request, PolicyMonitor policies, PreviewRuns runs, TimeProvider time) =>
        JsonBody.AnswerAsync(request, PolicyBody.MaxBytes, async body =>
        {
            var errors = new List<ProblemError>();
            var revision = policies.Current.Revision;
            var now = time.GetUtcNow();
            var until = ReadTime(body, "until", errors) ?? now;
            var since = ReadTime(body, "since", errors) ?? until - DefaultSpan;
            if (errors.Count == 0 && since >= until)
            {
                errors.Add(new ProblemError("since", "out_of_range", "\"since\" must be before \"until\"."));
            }

            if (PolicyChanges.ReadDraft(body, errors, revision.Policy, out var draft) is { } invalid)
            {
                return invalid;
            }

            if (runs.TryStart(new PreviewQuestion(draft, Compared: null, revision.Version, since, until)) is not { } run)
            {
                return ApiProblems.TooManyPreviews;
            }

            var gone = request.HttpContext.RequestAborted;
            await Task.WhenAny(run.Result, Task.Delay(Patience, gone));
            if (gone.IsCancellationRequested)
            {
                // Nobody learns its address.
                run.Cancel();
            }

            return run.Result.IsCompleted
                ? await AnswerAsync(run, result => result)
                : TypedResults.Accepted(ApiDescription.Root + Runs + run.Id);
        });

    private static async Task<IResult> ReadAsync(string id, PreviewRuns runs)
    {
        if (runs.Find(id) is not { } run)
        {
            return ProblemResult.NotFound;
        }

        return run.Result is { IsCompleted: true, IsCanceled: false }
            ? await AnswerAsync(run, result => new PreviewRunAnswer(PreviewRunAnswer.Done, 1, result))
            : TypedResults.Ok(new PreviewRunAnswer(
                run.Result.IsCanceled ? PreviewRunAnswer.Cancelled : PreviewRunAnswer.Running, run.Progress, null));
    }

    // What failed otherwise is reported as for any other reading.
    private static async Task<IResult> AnswerAsync<T>(PreviewRun run, Func<PreviewAnswer, T> answer)
    {
        try
        {
            return TypedResults.Ok(answer(new PreviewAnswer(run.Question, await run.Result)));
        }
        catch (SpanTooLongException)
        {
            return ApiProblems.SpanTooLong;
        }
    }

    private static IResult Cancel(string id, PreviewRuns runs)
    {
        if (runs.Find(id) is not { } run)
        {
            return ProblemResult.NotFound;
        }

        run.Cancel();
        return TypedResults.NoContent();
    }

    private static DateTimeOffset? ReadTime(JsonElement body, string name, List<ProblemError> errors) => body.Optional<DateTimeOffset>(
        name,
        member => QueryTime.Read(member.TryGetText() ?? "") is { } time && time >= DateTimeOffset.UnixEpoch ? time.ToUniversalTime() : null,
        "an RFC 3339 time with an offset, from 1970 on",
        errors);
}
