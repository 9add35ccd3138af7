using EventAuth.Admin.Api.Answers;
using EventAuth.Admin.Responses;
using EventAuth.Core.Rules;
using EventAuth.Ingest.Responses;
using Microsoft.Net.Http.Headers;

namespace EventAuth.Admin.Api;

/// <summary>The errors that only the admin API has.</summary>
internal static class ApiProblems
{
    public static ProblemResult IfMatchRequired { get; } = new(
        StatusCodes.Status428PreconditionRequired,
        "if_match_required",
        "Send \"If-Match\" with the ETag of the policy that this change was made from, so that nobody's change is overwritten unseen.");

    public static ProblemResult BadIfMatch { get; } = ProblemResult.InvalidRequest(
        new ProblemError(
            HeaderNames.IfMatch, "invalid_value", "\"If-Match\" takes * or entity tags such as \"12\", with their quotation marks."));

    public static ProblemResult RateLimited { get; } = new(
        StatusCodes.Status429TooManyRequests,
        "rate_limited",
        "This API key calls more often than it may. Nothing was changed; \"Retry-After\" says when to call again.");

    public static ProblemResult SpanTooLong { get; } = new(
        StatusCodes.Status422UnprocessableEntity,
        "span_too_long",
        "More decisions were recorded in this span than can be decided again at once. Ask for a shorter one.");

    public static ProblemResult TooManyPreviews { get; } = new(
        StatusCodes.Status503ServiceUnavailable,
        "too_many_previews",
        $"{Previews.PreviewRuns.Most} previews are being made or wait for their turn. Cancel some, or ask again in a moment.");

    public static ProblemResult NoSuchDecision(string member) => ProblemResult.InvalidRequest(
        new ProblemError(member, "unknown", "No such decision is recorded, or its event was deleted with its customer."));

    public static ProblemResult VersionConflict(PolicyRevision current) => new(
        StatusCodes.Status412PreconditionFailed,
        "version_conflict",
        $"Version {current.Version} is the present one. Read it and make the change again from there.");

    public static ProblemResult NotInForce(PolicyRevision saved) => new(
        StatusCodes.Status503ServiceUnavailable,
        "not_in_force",
        $"The change is saved as version {saved.Version}, but this process cannot read it yet and goes on with the version before. "
        + "Do not send it again.")
    {
        MayBeSentAgain = false,
    };

    public static ProblemResult CertificateExists { get; } = new(
        StatusCodes.Status409Conflict,
        "certificate_exists",
        "A certificate is in force. With \"overwrite\": true it is replaced, "
        + "and tokens signed with the old key are rejected from then on.");

    public static ProblemResult ChangePending(PendingChange pending) => new(
        StatusCodes.Status409Conflict,
        "change_pending",
        $"Version {pending.Version} is on trial. Keep it or revert it first: POST /policy/pending/keep or /policy/pending/revert.");

    public static ProblemResult GuaranteeBroken(ImmutableArray<BrokenGuarantee> broken) => new(
        StatusCodes.Status422UnprocessableEntity,
        "guarantee_broken",
        "Nothing was changed: it would break what is guaranteed. \"guarantees\" has an event that shows it for each.")
    {
        AddMembers = json =>
        {
            json.WritePropertyName("guarantees");
            JsonSerializer.Serialize(json, broken.Select(each => new BrokenGuaranteeAnswer(each)), JsonSerializerOptions.Web);
        },
    };

    public static ProblemResult Invalid(string code, params ImmutableArray<ProblemError> errors) =>
        new(StatusCodes.Status422UnprocessableEntity, code, "Nothing was changed; \"errors\" says what is wrong.") { Errors = errors };
}
