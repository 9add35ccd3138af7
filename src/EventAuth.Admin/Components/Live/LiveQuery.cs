using EventAuth.Admin.Explanations;
using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;

namespace EventAuth.Admin.Components.Live;

/// <summary>Takes the filter out of the page's address. What is wrong in it is left out, and said.</summary>
internal static class LiveQuery
{
    /// <summary>More than any certificate's id has.</summary>
    private const int MaxCertificateLength = 128;

    /// <summary>The filter, and a sentence for each part that is none.</summary>
    public static (DecisionFilter Filter, IReadOnlyList<string> Problems) Read(string? outcome, string? action, string? code, string? since, string? until, string? certificate)
    {
        var problems = new List<string>();
        var filter = new DecisionFilter(
            Read<bool>(outcome, DecisionOutcome.Read, "an outcome other than “accepted” and “rejected”"),
            Read<EventName>(action, text => EventName.TryParse(text, out var name) ? name : null, "an event by what is no name of an event")?.Value,
            Read<DecisionReason>(code, text => DecisionReasonExtensions.TryParse(text, out var reason) ? reason : null, "a reason that there is not"),
            Read<DateTimeOffset>(since, QueryTime.Read, "a beginning that is no time"))
        {
            Until = Read<DateTimeOffset>(until, QueryTime.Read, "an end that is no time"),
            CertificateId = certificate is { Length: > 0 and <= MaxCertificateLength } ? certificate : null,
        };
        if (filter is { Since: { } first, Until: { } end } && first >= end)
        {
            problems.Add("The address asks for a time that ends before it begins, so nothing can be found.");
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
                problems.Add($"The address names {wrong}. That part is left out here.");
            }

            return value;
        }
    }
}
