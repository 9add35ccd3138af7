using EventAuth.Core.Certificates;
using EventAuth.Core.Policies;

namespace EventAuth.Core.Administration;

/// <summary>One thing that is wrong with a change.</summary>
/// <param name="Field">Where, in the words of the HTTP contract: <c>lists.updateWithJwt[3]</c>, <c>pem</c>, <c>comment</c>.</param>
/// <param name="Code">What: one of the codes here, or that of a <see cref="CertificateProblem"/>.</param>
public record PolicyProblem(string Field, string Code)
{
    /// <summary>Whether it is about a guarantee.</summary>
    public bool IsOfGuarantee => Field.StartsWith("guarantees", StringComparison.Ordinal);

    /// <summary>A comment has more than <see cref="PolicyRevision.MaxCommentLength"/> characters, or a note too many.</summary>
    public const string TooLong = "too_long";

    /// <summary>A list has more than <see cref="PolicyValidator.MaxListLength"/> events, or there are too many guarantees.</summary>
    public const string TooMany = "too_many";

    /// <summary>An entry of a list is not an <see cref="EventName"/>.</summary>
    public const string InvalidAction = "invalid_action";

    /// <summary>An event is on the same list twice, or a guarantee has the id of another.</summary>
    public const string Duplicate = "duplicate";

    /// <summary>A guarantee's events are not an <see cref="EventPattern"/>.</summary>
    public const string InvalidPattern = "invalid_pattern";

    /// <summary>A guarantee's id is not one.</summary>
    public const string InvalidId = "invalid_id";

    /// <summary>A word is none of those that are possible here, or a number is out of its range.</summary>
    public const string InvalidValue = "invalid_value";

    /// <summary>A comment is needed, to override guarantees.</summary>
    public const string CommentRequired = "required";
}
