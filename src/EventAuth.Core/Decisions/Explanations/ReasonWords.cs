using EventAuth.Core.Policies;

namespace EventAuth.Core.Decisions.Explanations;

/// <summary>Says in one plain sentence why an event is accepted or rejected, with the list concerned.</summary>
public static class ReasonWords
{
    private static readonly string Anonymous = Quoted(EventListKind.AnonymousWithoutJwt);

    /// <summary>The list's title in quotation marks.</summary>
    internal static string Quoted(EventListKind list) => $"“{list.ToTitle()}”";

    /// <summary>The whole sentence: what comes how, what becomes of it, and why.</summary>
    internal static string Sentence(EventCase @event, DecisionReason reason) =>
        $"{@event.Action?.Value ?? "The event"}{Manner(@event, reason)} is {(reason.Accepts() ? "accepted" : "rejected")}: {Because(reason, @event.Cause)}.";

    /// <summary>The clause after "because"; "it" is the event.</summary>
    /// <param name="reason">The reason.</param>
    /// <param name="cause">More about it, as it is recorded; or null.</param>
    internal static string Because(DecisionReason reason, string? cause) => reason switch
    {
        DecisionReason.ListedWithJwt => $"it is on the list {Quoted(EventListKind.UpdateWithJwt)}, which asks for a valid token, and it has one",
        DecisionReason.JwtRequired => $"it is on the list {Quoted(EventListKind.UpdateWithJwt)}, which asks for a valid token, and none was sent",
        DecisionReason.ListedUpdateWithoutJwt => $"it is on the list {Quoted(EventListKind.UpdateWithoutJwt)}, which asks for no token",
        DecisionReason.Authenticated => "a valid token proves who the customer is",
        DecisionReason.KnownCustomer => "the customer is known by e-mail or customId, and no list asks for a token for this event",
        DecisionReason.ListedAnonymous => $"it is on the list {Anonymous}",
        DecisionReason.AnonymousListEmpty => $"the list {Anonymous} is empty, so it limits nothing",
        DecisionReason.NotAllowedForAnonymous => $"from anonymous customers only listed events are taken, and it is not on the list {Anonymous}",
        DecisionReason.InvalidToken => "its token is not valid" + CauseWords.AfterColon(CauseWords.OfToken(cause)),
        DecisionReason.TokenExpired => "its token has expired",
        DecisionReason.IdentityMismatch => "its token belongs to another customer than the event names" + CauseWords.AfterColon(CauseWords.OfMismatch(cause)),
        DecisionReason.InvalidEvent => "its fields break the rules" + CauseWords.AfterColon(cause),
        DecisionReason.MalformedJson => "what was sent is not sound JSON",
    };

    /// <summary>Why an accepted event may or may not change customer data; null for a rejected one.</summary>
    internal static string? DataSentence(Decision decision) => (decision.Reason, decision.MayChangeData) switch
    {
        (DecisionReason.ListedWithJwt, _) => "It may change customer data: that is what the list is for, and the token proves whose.",
        (DecisionReason.ListedUpdateWithoutJwt, _) => "It may change customer data: that is what the list is for, and nobody has to prove who they are.",
        (DecisionReason.Authenticated, true) => "It may change customer data: no event is on the list with JWT, so every valid token gives the right.",
        (DecisionReason.Authenticated, false) => "It may not change customer data: with a token, only events on the two updating lists may, since the list with JWT is not empty.",
        ({ } reason, true) when reason.Accepts() => "It may change customer data, without any proof: both updating lists are empty.",
        ({ } reason, false) when reason.Accepts() => "It may not change customer data: without a token, only events on the list without JWT may, since the updating lists are not both empty.",
        _ => null,
    };

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
