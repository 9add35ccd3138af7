namespace EventAuth.Admin.Texts;

/// <summary>The names of the lists, and what can be wrong with a change of the policy.</summary>
internal static class PolicyTexts
{
    /// <summary>The title of a list on the screen, in the words of the product whose tab this reproduces.</summary>
    public static string ToTitle(this EventListKind kind) => kind switch
    {
        EventListKind.AnonymousWithoutJwt => "Events without JWT allowed for anonymous customers",
        EventListKind.UpdateWithoutJwt => "Events without JWT allowed for updating customer's information",
        EventListKind.UpdateWithJwt => "Events with JWT allowed for updating customer's information",
    };

    /// <summary>The title in quotation marks, for a sentence.</summary>
    public static string ToQuoted(this EventListKind kind) => $"“{kind.ToTitle()}”";

    /// <summary>A list in one to three words, for a table; its title is in the tooltip.</summary>
    public static string ToShort(this EventListKind kind) => kind switch
    {
        EventListKind.AnonymousWithoutJwt => "Anonymous",
        EventListKind.UpdateWithoutJwt => "Update without JWT",
        EventListKind.UpdateWithJwt => "Update with JWT",
    };

    /// <summary>That a change is saved, and which version is in force.</summary>
    public static string ToSentence(this ApplyResult.Applied applied, string done = "Saved.")
    {
        var version = "Version " + Numbers.Number(applied.Revision.Version);
        return (applied.InForce, applied.Changed) switch
        {
            (true, true) => $"{done} {version} is in force.",
            (true, false) => $"{done} Nothing was different: {version} stays in force.",
            (false, true) => $"{done} {version} is not in force yet: the server cannot read it and still uses the version before. "
                + "You need not apply again.",
            (false, false) => $"Nothing was different, so nothing was saved. {version} is not in force: the server cannot read it yet.",
        };
    }

    /// <summary>What is wrong with a change and what to do.</summary>
    public static string ToSentence(this PolicyProblem problem) => problem.Code switch
    {
        PolicyProblem.CommentTooLong => $"A comment has at most {PolicyRevision.MaxCommentLength} characters.",
        PolicyProblem.TooManyEvents => $"A list has at most {Numbers.Count("event", PolicyValidator.MaxListLength)}.",
        PolicyProblem.InvalidAction => $"An event name has {EventName.Rule}.",
        PolicyProblem.Duplicate => "This event is on the list twice.",
        var code => CertificateCodes.TryParse(code, out var certificate)
            ? certificate.ToSentence()
            : throw new InvalidOperationException($"There is no sentence for {code}."),
    };
}
