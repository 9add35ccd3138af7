namespace EventAuth.Core.Policies;

/// <summary>One thing that is wrong with a change.</summary>
/// <param name="Field">Where, in the words of the HTTP contract: <c>lists.updateWithJwt[3]</c>, <c>pem</c>, <c>comment</c>.</param>
/// <param name="Code">A stable code for programs.</param>
/// <param name="Message">What is wrong and what to do, for people.</param>
public sealed record PolicyProblem(string Field, string Code, string Message);
