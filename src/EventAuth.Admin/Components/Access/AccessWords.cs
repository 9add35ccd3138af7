using EventAuth.Admin.Access;

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
