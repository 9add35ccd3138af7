namespace EventAuth.Admin.Accounts;

/// <summary>How an attempt to sign in, or to confirm a password, ended.</summary>
/// <param name="Result">What came of it.</param>
/// <param name="Wait">How long to wait before the next attempt is looked at; zero when this one was.</param>
internal readonly record struct SignInAttempt(AttemptResult Result, TimeSpan Wait = default);

/// <summary>What came of an attempt.</summary>
internal enum AttemptResult
{
    /// <summary>Something typed is not right.</summary>
    Refused,

    /// <summary>Not looked at, since too many before it had failed.</summary>
    Delayed,

    /// <summary>The password is right, and the code of the authenticator app is asked for.</summary>
    NeedsCode,

    /// <summary>The person is signed in.</summary>
    SignedIn,
}
