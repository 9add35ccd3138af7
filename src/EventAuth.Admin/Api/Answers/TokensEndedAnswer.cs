namespace EventAuth.Admin.Api.Answers;

/// <summary>Tells that a customer's tokens were ended.</summary>
/// <param name="IssuedUpTo">Tokens whose <c>iat</c> is not later than this, and those without one, are refused from now on.</param>
internal sealed record TokensEndedAnswer(DateTimeOffset IssuedUpTo);
