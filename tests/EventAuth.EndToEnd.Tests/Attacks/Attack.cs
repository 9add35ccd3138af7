using EventAuth.Core.Tokens;

namespace EventAuth.EndToEnd.Tests.Attacks;

/// <summary>A token that must not be accepted.</summary>
/// <param name="Name">What is tried.</param>
/// <param name="Cause">The recorded cause: it shows that the token failed for the intended reason, and not by a mistake of the test.</param>
/// <param name="Forge">Makes the token.</param>
internal sealed record Attack(string Name, TokenFailure Cause, Func<AttackTarget, string> Forge);
