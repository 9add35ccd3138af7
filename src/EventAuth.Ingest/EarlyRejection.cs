using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;
using EventAuth.Core.Tokens;
using EventAuth.Ingest.Requests;
using EventAuth.Ingest.Responses;

namespace EventAuth.Ingest;

/// <summary>What was rejected before the journal could decide, and for what.</summary>
/// <param name="Action">The event's name if it was valid.</param>
/// <param name="Cause">For the operator; nothing that was sent.</param>
/// <param name="Token">The result of the token check, if that is the cause.</param>
internal readonly record struct EarlyRejection(
    DecisionReason Reason, EventName? Action, string Cause, int Count = 1, TokenVerification Token = default)
{
    private const int MostPairs = 20;

    /// <summary>The rejection of an event that could not be read.</summary>
    public static EarlyRejection Of(in EventReading reading) => reading.Fault == ReadFault.None
        ? new(DecisionReason.InvalidEvent, reading.Action, CauseOf(reading.Errors))
        : new(DecisionReason.MalformedJson, null, reading.Flaw.ToCause());

    /// <summary>A request whose token was refused.</summary>
    public static EarlyRejection Of(DecisionReason reason, EventName? action, in TokenVerification token, int count = 1) =>
        new(reason, action, token.Failure.ToString(), count, token);

    /// <summary>Pairs of field and code, as in <c>client.uuid required, time invalid_format</c>, without the sender's text.</summary>
    public static string CauseOf(IReadOnlyList<ProblemError> errors)
    {
        var pairs = errors.Select(error => $"{WithoutSentNames(error.Field)} {error.Code}").Distinct().Take(MostPairs + 1).ToList();
        return string.Join(", ", pairs.Take(MostPairs)) + (pairs.Count > MostPairs ? ", …" : "");
    }

    // The name of an attribute comes from the sender.
    private static string WithoutSentNames(string path) => path switch
    {
        FieldPaths.ClientUuid or FieldPaths.ClientEmail or FieldPaths.ClientCustomId or FieldPaths.ClientAttributes => path,
        _ when path.StartsWith(FieldPaths.ClientAttributes + ".", StringComparison.Ordinal) => FieldPaths.ClientAttributes + ".*",
        _ when path.StartsWith(FieldPaths.Client + ".", StringComparison.Ordinal) => FieldPaths.Client + ".*",
        _ => path,
    };
}
