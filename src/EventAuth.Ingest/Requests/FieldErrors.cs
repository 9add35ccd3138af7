using EventAuth.Core.Journal;
using EventAuth.Ingest.Responses;

namespace EventAuth.Ingest.Requests;

/// <summary>Collects everything that is wrong with one event, and after it with the next.</summary>
internal sealed class FieldErrors
{
    private List<FieldError>? _errors;
    private int _most;

    /// <summary>What was found, in the order of the body.</summary>
    public IReadOnlyList<FieldError> All => _errors ?? (IReadOnlyList<FieldError>)[];

    /// <summary>Whether something was found.</summary>
    public bool Any => _errors is not null;

    /// <summary>Whether nothing more is kept, so that nothing more needs to be looked for.</summary>
    public bool IsFull => _errors?.Count >= _most;

    /// <summary>Begins with an event; what was found before stays with whoever took it.</summary>
    /// <param name="most">How many problems are kept; there is always room for one.</param>
    public void Begin(int most) => (_errors, _most) = (null, Math.Max(most, 1));

    public void Add(string field, string code, string message)
    {
        _errors ??= [];
        if (_errors.Count < _most)
        {
            _errors.Add(new FieldError(field, code, message));
        }
    }

    /// <summary>The same for an attribute; its path is put together only where it is kept.</summary>
    public void Add(string parent, Utf8Text name, string code, string message)
    {
        if (!IsFull)
        {
            Add($"{parent}.{name}", code, message);
        }
    }
}
