using EventAuth.Core.Tokens;

namespace EventAuth.EndToEnd.Tests.Attacks;

/// <summary>A token that must not be taken.</summary>
/// <param name="Name">What is tried.</param>
/// <param name="Cause">What the operator is told: that the token failed for the reason it was made for, and not by a slip of the test.</param>
/// <param name="Forge">Makes the token.</param>
internal sealed record Attack(string Name, TokenFailure Cause, Func<AttackTarget, string> Forge);
