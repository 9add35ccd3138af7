using EventAuth.Core.Journal;

namespace EventAuth.Ingest.Requests;

/// <summary>Takes members that must be strings.</summary>
internal static class StringMember
{
    /// <summary>The string that is the member's value; none, with an error, for any other value.</summary>
    public static Utf8Text Read(ref JudgedObject member, string field, FieldErrors errors)
    {
        if (member.IsString)
        {
            return member.TakeText();
        }

        errors.Add(field, FieldCodes.InvalidType, "Must be a string.");
        return default;
    }
}
