using EventAuth.Admin.People;

namespace EventAuth.Admin.Texts;

/// <summary>Says what roles mean and how changes of access ended.</summary>
internal static class AccessTexts
{
    public static string MeaningOf(string role) => role switch
    {
        Roles.Viewer => "can view",
        Roles.Editor => "can change lists and catalogue",
        Roles.Administrator => "full access",
        _ => "no access",
    };

    /// <summary>What it means to remove a person, and what it leaves.</summary>
    public static string WhatRemovalDoes(PersonSummary person, bool isOwn) =>
        (isOwn
            ? "This is your own account: you are signed out at once and cannot sign in again."
            : $"{person.Email} can no longer sign in, and their open pages close at once.") + person.ApiKeys switch
        {
            0 => "",
            1 => " The API key they created keeps working: revoke it below if they may still have it.",
            var keys => $" The {keys} API keys they created keep working: revoke below those they may still have.",
        };

    public static string Refusal(AccessOutcome outcome) => outcome switch
    {
        AccessOutcome.Done => "",
        AccessOutcome.Forbidden => "Your account may no longer manage access. Nothing was changed.",
        AccessOutcome.Gone => "Already removed by someone else. The list below is up to date.",
        AccessOutcome.LastAdministrator => "This is the last administrator. Make someone else an administrator first.",
        AccessOutcome.Taken => "This is already taken. Nothing was changed.",
        AccessOutcome.Malformed => "Please check what you entered. Nothing was changed.",
    };
}
