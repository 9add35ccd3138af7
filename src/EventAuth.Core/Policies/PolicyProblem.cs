using EventAuth.Core.Certificates;

namespace EventAuth.Core.Policies;

/// <summary>One thing that is wrong with a change.</summary>
/// <param name="Field">Where, in the words of the HTTP contract: <c>lists.updateWithJwt[3]</c>, <c>pem</c>, <c>comment</c>.</param>
/// <param name="Code">What: one of the codes here, or that of a <see cref="Certificates.CertificateProblem"/>.</param>
public record PolicyProblem(string Field, string Code)
{
    /// <summary>A comment has more than <see cref="PolicyRevision.MaxCommentLength"/> characters.</summary>
    public const string CommentTooLong = "too_long";

    /// <summary>A list has more than <see cref="PolicyValidator.MaxListLength"/> events.</summary>
    public const string TooManyEvents = "too_many";

    /// <summary>An entry of a list is not an <see cref="EventName"/>.</summary>
    public const string InvalidAction = "invalid_action";

    /// <summary>An event is on the same list twice.</summary>
    public const string Duplicate = "duplicate";
}
