namespace EventAuth.Admin.OwnAccount;

/// <summary>A sign-in of somebody, as they see it.</summary>
/// <param name="At">When.</param>
/// <param name="Address">From which network address; empty when it was not known.</param>
/// <param name="Browser">What the browser said it is.</param>
/// <param name="IsThis">Whether it is the one that asks.</param>
/// <param name="EndedAt">When it was ended; null when nobody did.</param>
internal sealed record OwnSignIn(DateTimeOffset At, string Address, string Browser, bool IsThis, DateTimeOffset? EndedAt);
