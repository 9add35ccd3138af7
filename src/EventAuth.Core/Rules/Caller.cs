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
