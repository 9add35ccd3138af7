namespace EventAuth.Admin.Accounts;

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
