namespace EventAuth.Admin.Demo;

/// <summary>What is wrong with a token. Each is a mistake that shops make.</summary>
internal enum TokenFlaw
{
    /// <summary>It was valid for some minutes, some minutes ago.</summary>
    Expired,

    /// <summary>Signed with a key that was never defined here: that of a test system.</summary>
    UnknownKey,

    /// <summary>HS256 with a shared secret, the default of many libraries.</summary>
    SharedSecret,

    /// <summary><c>exp</c> in milliseconds.</summary>
    Milliseconds,

    /// <summary>Valid, but another customer's.</summary>
    SomebodyElses,
}
