using EventAuth.Ingest.Responses;

namespace EventAuth.Admin.Api.Requests;

/// <summary>Reads typed members of an object and collects what is wrong with them.</summary>
internal static class JsonMembers
{
    private const int MaxEchoedName = 64;

    /// <summary>Whether a member exists and is not <c>null</c>.</summary>
    public static bool Has(this JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null;

    /// <summary>An optional text; null when absent or reported as wrong, and for <c>null</c> if that is not a mistake itself.</summary>
    public static string? OptionalText(
        this JsonElement parent, string name, ICollection<ProblemError> errors, string path = "", bool isNullAbsent = true)
    {
        if (!parent.TryGetProperty(name, out var member) || (isNullAbsent && member.ValueKind == JsonValueKind.Null))
        {
            return null;
        }

        if (member.TryGetText() is { } text)
        {
            return text;
        }

        errors.Add(new ProblemError(path + name, "invalid_type", $"\"{path}{name}\" must be a text."));
        return null;
    }

    /// <summary>Another optional value; null when absent, <c>null</c>, or reported as wrong: if nothing can be read from it.</summary>
    public static T? Optional<T>(
        this JsonElement parent, string name, Func<JsonElement, T?> read, string rule, ICollection<ProblemError> errors)
        where T : struct
    {
        if (!parent.Has(name))
        {
            return null;
        }

        var value = read(parent.GetProperty(name));
        if (value is null)
        {
            errors.Add(new ProblemError(name, "invalid_value", $"\"{name}\" must be {rule}."));
        }

        return value;
    }

    /// <summary>The name of an unknown member, as far as it is repeated in an answer.</summary>
    public static string EchoedName(this JsonProperty member) =>
        member.Name.Length > MaxEchoedName ? member.Name[..MaxEchoedName] : member.Name;

    /// <summary>The problems found by the rules of policies, in the form for programs.</summary>
    public static ProblemError ToError(this PolicyProblem problem) => new(problem.Field, problem.Code, problem.ToSentence());
}
