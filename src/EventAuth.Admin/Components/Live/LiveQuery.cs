using EventAuth.Admin.Explanations;

namespace EventAuth.Admin.Components.Live;

/// <summary>Reads the filter from the page's address. What is wrong in it is ignored and reported.</summary>
internal static class LiveQuery
{
    /// <summary>Longer than any certificate's id.</summary>
    private const int MaxCertificateLength = 128;

    /// <summary>The filter, and a sentence for each part that is wrong.</summary>
    public static (DecisionFilter Filter, IReadOnlyList<string> Problems) Read(
        string? outcome, string? action, string? code, string? since, string? until, string? certificate)
    {
        var problems = new List<string>();
        var filter = new DecisionFilter(
            Read<bool>(outcome, DecisionOutcome.Read, "outcome in the address is neither “accepted” nor “rejected”"),
            Read<EventName>(
                action, text => EventName.TryParse(text, out var name) ? name : null, "event in the address is not a valid name")?.Value,
            Read<DecisionReason>(
                code,
                text => DecisionReasonExtensions.TryParse(text, out var reason) ? reason : null,
                "reason in the address does not exist"),
            Read<DateTimeOffset>(since, QueryTime.Read, "start in the address is not a valid time"))
        {
            Until = Read<DateTimeOffset>(until, QueryTime.Read, "end in the address is not a valid time"),
            CertificateId = certificate is { Length: > 0 and <= MaxCertificateLength } ? certificate : null,
        };
        if (filter is { Since: { } first, Until: { } end } && first >= end)
        {
            problems.Add("The time in the address ends before it begins, so nothing can be found.");
        }

        return (filter, problems);

        T? Read<T>(string? text, Func<string, T?> read, string wrong)
            where T : struct
        {
            if (string.IsNullOrEmpty(text))
            {
                return null;
            }

            var value = read(text);
            if (value is null)
            {
                problems.Add($"The {wrong}, so it is ignored.");
            }

            return value;
        }
    }
}
