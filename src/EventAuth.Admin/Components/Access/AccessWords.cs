using EventAuth.Admin.Access;
using EventAuth.Admin.People;

namespace EventAuth.Admin.Components.Access;

/// <summary>Says what roles mean and how changes of access ended.</summary>
internal static class AccessWords
{
    /// <summary>What a role may do, in a few words.</summary>
    public static string MeaningOf(string role) => role switch
    {
        Roles.Viewer => "sees",
        Roles.Editor => "changes lists and catalogue",
        Roles.Administrator => "everything",
        _ => "nothing",
    };

    /// <summary>What it means to remove a person, and what it leaves.</summary>
    public static string WhatRemovalDoes(PersonSummary person) =>
        $"{person.Email} cannot sign in any more, and open pages of theirs close at once." + person.ApiKeys switch
        {
            0 => "",
            1 => " The API key that they made goes on working: revoke it below where they may know it.",
            var keys => $" The {keys} API keys that they made go on working: revoke below those that they may know.",
        };

    /// <summary>Why something was not done, and what to do.</summary>
    public static string Refusal(AccessOutcome outcome) => outcome switch
    {
        AccessOutcome.Done => "",
        AccessOutcome.Forbidden => "Your account may not manage access any more. Nothing was changed.",
        AccessOutcome.Gone => "It is not there any more: somebody else was faster. The list below is as it is now.",
        AccessOutcome.LastAdministrator => "This is the last administrator. Make somebody else an administrator first.",
        AccessOutcome.Taken => "This is taken already. Nothing was changed.",
        AccessOutcome.Malformed => "Please look at what you entered. Nothing was changed.",
    };
}
