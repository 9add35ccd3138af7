using System.Text.Json;
using EventAuth.Admin.Hosting.Responses;
using EventAuth.Core.Tokens.Inspection;

namespace EventAuth.Admin.Api.Requests;

/// <summary>A body with a token and, where wanted, what an event says: <c>{ "token": "…", "event": { "uuid", "email", "customId" } }</c>.</summary>
internal static class TokenBody
{
    /// <summary>Eight times the longest token: what is too long is told so, and only what is far too long is not read.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>Takes both out, or gives the answer that says what is wrong.</summary>
    public static ProblemResult? Read(JsonElement root, out string token, out EventIdentifiers? sent)
    {
        var errors = new List<ProblemError>();
        var text = ReadText(root, "", "token", errors);
        if (errors.Count == 0 && text is null)
        {
            errors.Add(new ProblemError("token", "required", "\"token\" must hold the token, as a text."));
        }

        token = text ?? "";
        sent = null;
        if (root.TryGetProperty("event", out var member) && member.ValueKind != JsonValueKind.Null)
        {
            sent = ReadEvent(member, errors);
        }

        return errors.Count == 0 ? null : ProblemResult.InvalidRequest([.. errors]);
    }

    private static EventIdentifiers? ReadEvent(JsonElement member, List<ProblemError> errors)
    {
        if (member.ValueKind == JsonValueKind.Object)
        {
            return new EventIdentifiers(ReadText(member, "event.", "uuid", errors), ReadText(member, "event.", "email", errors), ReadText(member, "event.", "customId", errors));
        }

        errors.Add(new ProblemError("event", "invalid_type", "\"event\" must be an object with uuid, email or customId."));
        return null;
    }

    private static string? ReadText(JsonElement parent, string path, string name, List<ProblemError> errors)
    {
        if (!parent.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.TryGetText() is { } text)
        {
            return text;
        }

        errors.Add(new ProblemError(path + name, "invalid_type", $"\"{path}{name}\" must be a text."));
        return null;
    }
}
