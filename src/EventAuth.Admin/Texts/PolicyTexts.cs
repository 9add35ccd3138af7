using EventAuth.Core.Rules;

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
            (true, true) => $"{done} {version} is in force{(applied.Pending is null ? "" : ", on trial")}.",
            (true, false) => $"{done} Nothing was different: {version} stays in force.",
            (false, true) => $"{done} {version} is not in force yet: the server cannot read it and still uses the version before. "
                + "You need not apply again.",
            (false, false) => $"Nothing was different, so nothing was saved. {version} is not in force: the server cannot read it yet.",
        };
    }

    /// <summary>Why nothing was saved, if a change broke guarantees or met another one on trial; null for any other end.</summary>
    public static string? ToRefusal(this ApplyResult result) => result switch
    {
        ApplyResult.GuaranteeBroken { Guarantees: [var first, .. var others] } =>
            $"Nothing was saved: it would break the guarantee “{first.Guarantee.ToSentence()}” "
            + $"For example, {first.Action.Value} {first.Customer.ToSender()} would be {first.Decision.ToPhrase()}."
            + (others.IsEmpty ? "" : $" {Numbers.Count("more guarantee", others.Length)} would be broken."),
        ApplyResult.ChangePending { Pending: var pending } =>
            $"Nothing was saved: version {Numbers.Number(pending.Version)} is still on trial. Keep it or revert it first.",
        _ => null,
    };

    /// <summary>What a draft breaks, before it is applied.</summary>
    /// <param name="isNew">Whether the guarantee is a part of the draft, and was none before.</param>
    public static string ToWarning(this BrokenGuarantee broken, bool isNew) =>
        (isNew
            ? "The settings do not meet this guarantee yet"
            : $"This breaks the guarantee “{broken.Guarantee.ToSentence().TrimEnd('.')}”")
        + ", so it cannot be applied. "
        + $"For example, {broken.Action.Value} {broken.Customer.ToSender()} would be {broken.Decision.ToPhrase()}.";

    /// <summary>What a guarantee says.</summary>
    public static string ToSentence(this Guarantee guarantee)
    {
        var customer = guarantee.Customer switch
        {
            GuaranteedCustomer.Anonymous => "from anonymous customers",
            GuaranteedCustomer.Known => "from known customers without a token",
            GuaranteedCustomer.Authenticated => "with a valid token",
            GuaranteedCustomer.Any => "from anybody",
        };
        var outcome = guarantee.Expect switch
        {
            GuaranteedOutcome.Accepted => "always accepted",
            GuaranteedOutcome.Rejected => "never accepted",
            GuaranteedOutcome.NoDataChange => "never allowed to change customer data",
            GuaranteedOutcome.DataChange => "always allowed to change customer data",
        };
        return $"{guarantee.Events.Value} {customer} is {outcome}.";
    }

    /// <summary>What is wrong with a change and what to do.</summary>
    public static string ToSentence(this PolicyProblem problem) => problem.Code switch
    {
        PolicyProblem.TooLong when problem.IsOfGuarantee => $"A note has at most {Guarantee.MaxNoteLength} characters.",
        PolicyProblem.TooLong => $"A comment has at most {PolicyRevision.MaxCommentLength} characters.",
        PolicyProblem.TooMany when problem.IsOfGuarantee => $"A policy has at most {Guarantee.MaxCount} guarantees.",
        PolicyProblem.TooMany => $"A list has at most {Numbers.Count("event", PolicyValidator.MaxListLength)}.",
        PolicyProblem.InvalidAction => $"An event name has {EventName.Rule}.",
        PolicyProblem.Duplicate when problem.IsOfGuarantee => "Another guarantee has this id.",
        PolicyProblem.Duplicate => "This event is on the list twice.",
        PolicyProblem.CommentRequired => "A comment is needed to apply a change that breaks a guarantee.",
        PolicyProblem.InvalidPattern => $"The events are {EventPattern.Rule}.",
        PolicyProblem.InvalidId => $"An id has 1 to {Guarantee.MaxIdLength} letters, digits, dots, hyphens and underscores.",
        PolicyProblem.InvalidValue => problem.Field switch
        {
            "guard.minutes" or "confirm.minutes" => $"Choose 1 to {PendingChange.MaxMinutes} minutes.",
            "guard.maxRejectedPercent" => "Choose a share from 0 to 100 per cent.",
            _ => "Choose one of: " + string.Join(", ", problem.Field.EndsWith("customer", StringComparison.Ordinal)
                ? PolicyCodes.All<GuaranteedCustomer>() : PolicyCodes.All<GuaranteedOutcome>()) + ".",
        },
        var code => CertificateCodes.TryParse(code, out var certificate)
            ? certificate.ToSentence()
            : throw new InvalidOperationException($"There is no sentence for {code}."),
    };
}
