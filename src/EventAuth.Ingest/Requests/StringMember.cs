using EventAuth.Core.Journal;

namespace EventAuth.Ingest.Requests;

/// <summary>Takes members that must be strings.</summary>
internal static class StringMember
{
    /// <summary>The string that is the member's value; none, with an error, for any other value.</summary>
    /// <param name="member">The member.</param>
    /// <param name="field">Its path.</param>
    /// <param name="errors">Where the error goes.</param>
    /// <param name="isRequired">Whether the member has to be there.</param>
    public static Utf8Text Read(ref JudgedObject member, string field, FieldErrors errors, bool isRequired = false)
    {
        if (member.IsString)
        {
            return member.TakeText();
        }

        errors.Add(field, FieldCodes.InvalidType, JsonKindMessages.ForText(member.Kind, isRequired));
        return default;
    }
}
