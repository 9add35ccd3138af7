using EventAuth.Ingest.Responses;

namespace EventAuth.Ingest.Requests;

/// <summary>Says for the operator what was wrong with an event, without a word of the sender.</summary>
internal static class RejectionCause
{
    private const int MostPairs = 20;

    /// <summary>Pairs of field and code, as in <c>client.uuid required, time invalid_format</c>.</summary>
    public static string Of(IReadOnlyList<FieldError> errors)
    {
        var pairs = errors.Select(error => $"{FieldPaths.WithoutSentNames(error.Field)} {error.Code}")
            .Distinct().Take(MostPairs + 1).ToList();
        return pairs.Count > MostPairs
            ? string.Join(", ", pairs.Take(MostPairs)) + ", …"
            : string.Join(", ", pairs);
    }
}
