using System.Numerics;
using EventAuth.Admin.Explanations;
using EventAuth.Admin.Responses;
using EventAuth.Ingest.Responses;

namespace EventAuth.Admin.Api.Requests;

/// <summary>Reads values of a query and collects everything that is wrong with them.</summary>
internal sealed class QueryReader(IQueryCollection query)
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 1_000;

    private readonly List<ProblemError> _errors = [];

    /// <summary>The answer to an invalid query, or null.</summary>
    public ProblemResult? Problem => _errors.Count == 0 ? null : ProblemResult.InvalidRequest([.. _errors]);

    /// <summary>How many items the page should have.</summary>
    public int Limit() => Read<int>("limit", text =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MaxLimit ? limit : null,
        $"\"limit\" is a whole number from 1 to {MaxLimit}.") ?? DefaultLimit;

    /// <summary>The place after which the page begins; null for the first page. A cursor of another list is refused.</summary>
    public T? Place<T>(Func<string, T?> read)
        where T : struct => Read("cursor", read, "\"cursor\" takes what \"next\" of this list gave.");

    /// <summary>The number after which the page of a list of this kind begins; null for the first page.</summary>
    public T? PlaceNumber<T>(string kind)
        where T : struct, INumberBase<T> => Place<T>(text =>
            Cursor.TryRead(text, kind, parts: 1) is [var part]
                && T.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    ? number
                    : null);

    /// <summary>A value, or null when it is not given or was reported as wrong: if the function reads nothing from it.</summary>
    public T? Read<T>(string name, Func<string, T?> read, string rule)
        where T : struct
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        var value = read(text);
        if (value is null)
        {
            _errors.Add(new ProblemError(name, "invalid_value", rule));
        }

        return value;
    }

    /// <summary>A moment, or null when it is not given or was reported as wrong.</summary>
    public DateTimeOffset? Time(string name) => Read<DateTimeOffset>(
        name, QueryTime.Read, $"\"{name}\" is an RFC 3339 time with an offset, for example 2026-11-22T10:15:00Z.");

    /// <summary>Which entries of the audit trail are requested; the same for the API and for a file.</summary>
    public AuditFilter ReadAuditFilter()
    {
        var code = Text("action", AuditFilter.MaxTextLength);
        var (search, who) = (Text("search", AuditFilter.MaxTextLength), Text("who", AuditFilter.MaxTextLength));
        var action = code is null ? null : AuditAction.Find(code);
        if (code is not null && action is null)
        {
            _errors.Add(new ProblemError("action", "invalid_value", "There is no such action."));
        }

        return new AuditFilter(search ?? "", who ?? "", action, Time("since"), Time("until"));
    }

    /// <summary>A text of at most a length, or null when it is not given or was reported as wrong.</summary>
    public string? Text(string name, int maxLength)
    {
        var text = Text(name);
        if (text?.Length > maxLength)
        {
            _errors.Add(new ProblemError(name, "too_long", $"\"{name}\" has at most {maxLength} characters."));
            return null;
        }

        return text;
    }

    private string? Text(string name)
    {
        var values = query[name];
        if (values.Count > 1)
        {
            _errors.Add(new ProblemError(name, "repeated", $"\"{name}\" may be given once."));
            return null;
        }

        return values is [{ } text] ? text : null;
    }
}
