namespace EventAuth.Core.Rules;

/// <summary>Who sends an event, in the four ways that make a difference: the columns of the decision table.</summary>
public enum Caller
{
    /// <summary>No token, and the uuid has no profile with e-mail or customId.</summary>
    Anonymous,

    /// <summary>No token, and the uuid has a profile with e-mail or customId.</summary>
    Known,

    /// <summary>A token with valid form, times and signature.</summary>
    ValidToken,

    /// <summary>A token that is not valid.</summary>
    BadToken,
}

/// <summary>The words of the HTTP contract for callers.</summary>
public static class CallerExtensions
{
    /// <summary>The word for a caller: the state in which the decision sees the customer.</summary>
    public static string ToCode(this Caller caller) => caller switch
    {
        Caller.Anonymous => "anonymous",
        Caller.Known => "known",
        Caller.ValidToken => "authenticated",
        Caller.BadToken => "bad_token",
    };
}
