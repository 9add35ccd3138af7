using EventAuth.Ingest.Responses;

namespace EventAuth.Ingest.Requests;

/// <summary>Collects everything that is wrong with one event.</summary>
/// <param name="most">How many problems are kept; there is always room for one.</param>
internal sealed class FieldErrors(int most)
{
    private List<FieldError>? _errors;

    /// <summary>What was found, in the order of the body.</summary>
    public IReadOnlyList<FieldError> All => _errors ?? (IReadOnlyList<FieldError>)[];

    /// <summary>Whether something was found.</summary>
    public bool Any => _errors is not null;

    public void Add(string field, string code, string message)
    {
        _errors ??= [];
        if (_errors.Count < Math.Max(most, 1))
        {
            _errors.Add(new FieldError(field, code, message));
        }
    }
}
