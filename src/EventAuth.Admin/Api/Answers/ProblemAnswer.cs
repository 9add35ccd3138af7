using System.Text.Json.Serialization;

namespace EventAuth.Admin.Api.Answers;

/// <summary>An error (RFC 9457); describes the document to readers of the OpenAPI description.</summary>
internal sealed record ProblemAnswer(
    string Type,
    string Title,
    int Status,
    string Code,
    string Detail,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ProblemErrorAnswer>? Errors);

/// <summary>One thing that is wrong with what was sent.</summary>
internal sealed record ProblemErrorAnswer(string Field, string Code, string Message);
