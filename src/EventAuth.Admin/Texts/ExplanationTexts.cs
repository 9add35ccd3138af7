namespace EventAuth.Admin.Texts;

/// <summary>Says why one event is accepted or rejected, as a whole and step by step.</summary>
internal static class ExplanationTexts
{
    /// <summary>The whole in one sentence: what is sent and how, whether it is accepted, and why.</summary>
    public static string ToSentence(this Explanation explanation)
    {
        var (@event, decision) = (explanation.Event, explanation.Decision);
        var subject = @event.Action?.Value ?? "The event";
        return $"{subject}{Manner(@event, decision.Reason)} is {Verdict(decision)}: {decision.Reason.Because(@event.Cause)}.";
    }

    /// <summary>Why an accepted event may or may not change customer data; null for a rejected one.</summary>
    public static string? ToDataSentence(this Explanation explanation) => explanation.Decision switch
    {
        { Reason: DecisionReason.ListedWithJwt } => "It may change customer data: the token identifies the customer.",
        { Reason: DecisionReason.ListedUpdateWithoutJwt } =>
            "It may change customer data: events on this list need no proof of identity.",
        { Reason: var reason } when reason.Monitored() is not null =>
            "It may not change customer data: it is only accepted because the lists are monitored, not enforced.",
        { Reason: DecisionReason.Authenticated, MayChangeData: true } =>
            "It may change customer data: the list with JWT is empty, so any valid token is enough.",
        { Reason: DecisionReason.Authenticated } =>
            "It may not change customer data: the list with JWT is not empty, so with a token only events on the two update lists may.",
        { Accepted: true, MayChangeData: true } => "It may change customer data without proof of identity: both update lists are empty.",
        { Accepted: true } =>
            "It may not change customer data: the update lists are not both empty, "
            + "so without a token only events on the list without JWT may.",
        _ => null,
    };

    /// <summary>What one step of the explanation found.</summary>
    public static string ToSentence(this DecisionStep step, Explanation explanation) => step.Decided
        ? $"{explanation.Decision.Reason.Because(explanation.Event.Cause).Capital()}: {Verdict(explanation.Decision)}."
        : Passed(step.Rule, explanation.Event);

    /// <summary>A sentence if no change to the lists leads to the other verdict; otherwise null.</summary>
    public static string? ToNoListsSentence(this Explanation explanation) => explanation.Decision.Reason.ToRule() switch
    {
        _ when explanation.Fixes.ListsCanFlip => null,
        DecisionRule.Form => "No change to the lists helps: an event with invalid data is rejected before the lists are checked.",
        DecisionRule.Token =>
            "No change to the lists helps: an event with a bad token is rejected before the lists are checked, even if it needs no token.",
        DecisionRule.OtherEvents => "Change what happens to all other events, or put the event on a list.",
        _ when explanation.Decision.Accepted => "No change to the lists makes it rejected: an event with a valid token is always accepted.",
        _ => "No change to the lists makes it accepted.",
    };

    private static string Verdict(Decision decision) => decision.ToVerdict().Small();

    private static string Passed(DecisionRule rule, EventCase @event) => rule switch
    {
        DecisionRule.Form => "The event's data is valid.",
        DecisionRule.Token => @event.Token == PresentedToken.None ? "No token was sent, so there is none to check." : "The token is valid.",
        DecisionRule.ListWithJwt => NotOn(EventListKind.UpdateWithJwt),
        DecisionRule.ListWithoutJwt => NotOn(EventListKind.UpdateWithoutJwt),
        DecisionRule.OtherEvents => "It is on a list, or has a valid token: what happens to all other events does not limit it.",
        DecisionRule.ValidToken => "There is no valid token that identifies the customer.",
        DecisionRule.KnownCustomer => "The customer is anonymous: neither e-mail nor customId is known.",
        DecisionRule.AnonymousList => "The list for anonymous customers does not limit it.",
    };

    private static string NotOn(EventListKind list) => $"It is not on the list {list.ToQuoted()}.";

    private static string Manner(EventCase @event, DecisionReason reason) => (@event.Token, @event.Customer) switch
    {
        _ when reason.ToRule() == DecisionRule.Form => "",
        _ when reason.ToRule() == DecisionRule.Token => " with a token",
        (PresentedToken.None, CustomerState.Anonymous) => " from an anonymous customer without a token",
        (PresentedToken.None, CustomerState.Known) => " from a known customer without a token",
        (PresentedToken.None, _) => " without a token",
        _ => " with a valid token",
    };
}
