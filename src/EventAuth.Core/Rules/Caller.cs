namespace EventAuth.Core.Rules;

/// <summary>Who sends an event, in the four ways that make a difference: the columns of the decision table.</summary>
public enum Caller
{
    /// <summary>No token, and no profile with e-mail or customId behind the uuid.</summary>
    Anonymous,

    /// <summary>No token, and a profile with e-mail or customId behind the uuid.</summary>
    Known,

    /// <summary>A token that is valid by its form, its times and its signature.</summary>
    ValidToken,

    /// <summary>A token that is not valid.</summary>
    BadToken,
}
