using EventAuth.Core.Policies;

namespace EventAuth.Core.Decisions.Explanations;

/// <summary>Says what came of each question of a decision.</summary>
internal static class StepWords
{
    /// <summary>Why a question gave no verdict.</summary>
    public static string Passed(DecisionRule rule, EventCase @event) => rule switch
    {
        DecisionRule.Form => "The event's fields keep the rules.",
        DecisionRule.Token => @event.Token == PresentedToken.None ? "No token was sent, so there is none to check." : "The token is valid.",
        DecisionRule.ListWithJwt => NotOn(EventListKind.UpdateWithJwt),
        DecisionRule.ListWithoutJwt => NotOn(EventListKind.UpdateWithoutJwt),
        DecisionRule.ValidToken => "There is no valid token that proves who the customer is.",
        DecisionRule.KnownCustomer => "The customer is anonymous: neither e-mail nor customId is known.",
        DecisionRule.AnonymousList => "It is not limited by the list for anonymous customers.",
    };

    /// <summary>What the question that gave the verdict found.</summary>
    public static string Decided(EventCase @event, Decision decision)
    {
        var found = ReasonWords.Because(decision.Reason, @event.Cause);
        return $"{char.ToUpperInvariant(found[0])}{found[1..]}: {(decision.Accepted ? "accepted" : "rejected")}.";
    }

    /// <summary>Why no change of the lists turns the verdict round.</summary>
    public static string NoListsFlip(Decision decision) => decision.Reason.ToRule() switch
    {
        DecisionRule.Form => "No change of the lists makes it accepted: an event whose fields break the rules is rejected before the lists are asked.",
        DecisionRule.Token => "No change of the lists makes it accepted: a bad token is rejected before the lists are asked, even where none is needed.",
        _ when decision.Accepted => "No change of the lists makes it rejected: an event with a valid token is always accepted.",
        _ => "No change of the lists makes it accepted.",
    };

    private static string NotOn(EventListKind list) => $"It is not on the list {ReasonWords.Quoted(list)}.";
}
