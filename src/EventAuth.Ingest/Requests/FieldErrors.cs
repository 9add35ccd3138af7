using EventAuth.Core.Journal;
using EventAuth.Ingest.Responses;

namespace EventAuth.Ingest.Requests;

/// <summary>Collects everything that is wrong with one event, then with the next.</summary>
internal sealed class FieldErrors
{
    private List<ProblemError>? _errors;
    private int _most;

    /// <summary>What was found, in the order of the body.</summary>
    public IReadOnlyList<ProblemError> All => _errors ?? (IReadOnlyList<ProblemError>)[];

    /// <summary>Whether nothing more is kept, so that nothing more needs to be looked for.</summary>
    public bool IsFull => _errors?.Count >= _most;

    /// <summary>Starts with an event; earlier results stay with the caller that took them.</summary>
    /// <param name="most">How many problems are kept; there is always room for one.</param>
    public void Begin(int most) => (_errors, _most) = (null, Math.Max(most, 1));

    public void Add(string field, string code, string message)
    {
        _errors ??= [];
        if (_errors.Count < _most)
        {
            _errors.Add(new ProblemError(field, code, message));
        }
    }

    /// <summary>The same for an attribute; its path is built only if it is kept.</summary>
    public void Add(string parent, Utf8Text name, string code, string message)
    {
        if (!IsFull)
        {
            Add($"{parent}.{name}", code, message);
        }
    }

    /// <summary>The string value of a member; none, with an error, for any other value.</summary>
    public Utf8Text ReadText(ref ValidatedJsonReader member, string field, bool isRequired = false)
    {
        if (member.IsString)
        {
            return member.TakeText();
        }

        Add(field, FieldCodes.InvalidType, NoText(member.First, isRequired));
        return default;
    }

    /// <summary>Reports that a member is not an object where one is expected.</summary>
    /// <param name="required">A member that the object must have, so that an empty or missing object would be wrong, too; or null.</param>
    public void AddNoObject(in ValidatedJsonReader member, string field, string? required = null) =>
        Add(field, FieldCodes.InvalidType, NoObject(member.First, member.IsEmptyArray, required));

    private static string NoText(byte first, bool isRequired) =>
        $"Must be a string, and {JsonFlawMessages.KindOf(first)} was sent." + first switch
    {
        (byte)'n' => isRequired ? " It is required." : " Leave it out, or send a string.",
        (byte)'[' or (byte)'{' => "",
        _ => " Write it in quotation marks.",
    };

    // PHP writes an empty object as an empty array.
    private static string NoObject(byte first, bool isEmptyArray, string? required) => first switch
    {
        (byte)'[' when isEmptyArray => "Must be an object, and [] was sent, which is how PHP writes an empty array: send {}"
            + (required is null ? ", or leave it out." : $" with \"{required}\" in it."),
        (byte)'n' => "Must be an object, and null was sent. "
            + (required is null ? "Leave it out, or send an object." : $"It is required, with \"{required}\" in it."),
        (byte)'[' => "Must be an object, and an array was sent: give each value a name.",
        (byte)'"' => "Must be an object, and a string was sent. If JSON stands in it, it was encoded twice.",
        _ => $"Must be an object, and {JsonFlawMessages.KindOf(first)} was sent.",
    };
}
