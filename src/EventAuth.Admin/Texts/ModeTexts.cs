namespace EventAuth.Admin.Texts;

/// <summary>Whether the lists reject, what happens to all other events, and what is on trial.</summary>
internal static class ModeTexts
{
    /// <summary>The name of the rule for the events on no list, in the original's manner.</summary>
    public const string OtherEventsTitle = "All other events";

    /// <summary>The name of a mode.</summary>
    public static string ToTitle(this PolicyMode mode) => mode switch
    {
        PolicyMode.Enforce => "Enforce",
        PolicyMode.Monitor => "Monitor",
    };

    /// <summary>What a mode means.</summary>
    public static string ToSentence(this PolicyMode mode) => mode switch
    {
        PolicyMode.Enforce => "Events that the lists do not allow are rejected.",
        PolicyMode.Monitor =>
            "Events that the lists do not allow are accepted without changing customer data, and counted as would-be rejections.",
    };

    /// <summary>The name of a choice.</summary>
    public static string ToTitle(this OtherEvents others) => others switch
    {
        OtherEvents.Accept => "Accept as activity",
        OtherEvents.RequireJwt => "Require JWT",
        OtherEvents.Reject => "Reject",
    };

    /// <summary>What a choice means.</summary>
    public static string ToSentence(this OtherEvents others) => others switch
    {
        OtherEvents.Accept => "Events on none of the lists are accepted, as far as the list for anonymous customers allows.",
        OtherEvents.RequireJwt => "Events on none of the lists are accepted only with a valid token.",
        OtherEvents.Reject => "Events on none of the lists are rejected, with or without a token. New events must be listed first.",
    };

    /// <summary>How a change on trial ends by itself.</summary>
    public static string ToSentence(this PendingChange pending) => pending.Kind switch
    {
        PendingKind.Guard => string.Create(
            CultureInfo.InvariantCulture,
            $"It is undone if the lists reject more than {pending.MaxRejectedPercent:0.##} % of the events."),
        PendingKind.Confirm => "It is undone unless somebody keeps it in time.",
    };
}
