namespace EventAuth.Admin.Accounts;

/// <summary>The result of an attempt.</summary>
internal enum AttemptResult
{
    /// <summary>Something that was typed is wrong.</summary>
    Refused,

    /// <summary>Not checked, because too many before it had failed.</summary>
    Delayed,

    /// <summary>The password is right, and the code of the authenticator app is asked for.</summary>
    NeedsCode,

    /// <summary>The person is signed in.</summary>
    SignedIn,
}
