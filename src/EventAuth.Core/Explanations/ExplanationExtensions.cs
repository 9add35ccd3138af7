using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;

namespace EventAuth.Core.Explanations;

/// <summary>What belongs to a rule, and the codes of explanations.</summary>
public static class ExplanationExtensions
{
    /// <summary>The rule that gave a verdict.</summary>
    public static DecisionRule ToRule(this DecisionReason reason) => reason switch
    {
        DecisionReason.InvalidEvent or DecisionReason.MalformedJson => DecisionRule.Form,
        DecisionReason.InvalidToken or DecisionReason.TokenExpired or DecisionReason.IdentityMismatch => DecisionRule.Token,
        DecisionReason.ListedWithJwt or DecisionReason.JwtRequired => DecisionRule.ListWithJwt,
        DecisionReason.NotListed or DecisionReason.OtherNeedsJwt => DecisionRule.OtherEvents,
        >= DecisionReason.MonitoredListedAnonymousNeedsJwt and <= DecisionReason.MonitoredAnonymousOtherNeedsJwt =>
            reason.Monitored()!.Value.ToRule(),
        DecisionReason.ListedUpdateWithoutJwt => DecisionRule.ListWithoutJwt,
        DecisionReason.Authenticated => DecisionRule.ValidToken,
        DecisionReason.KnownCustomer => DecisionRule.KnownCustomer,
        DecisionReason.ListedAnonymous or DecisionReason.AnonymousListEmpty or DecisionReason.NotAllowedForAnonymous =>
            DecisionRule.AnonymousList,
    };

    /// <summary>A stable name for programs.</summary>
    public static string ToCode(this DecisionRule rule) => EnumCode.Of(rule);

    /// <summary>A stable name for programs.</summary>
    public static string ToCode(this EditKind kind) => EnumCode.Of(kind);

    /// <summary>A stable name for programs.</summary>
    public static string ToCode(this EditPlace place) => EnumCode.Of(place);

    /// <summary>The list that the rule looks at, or null.</summary>
    public static EventListKind? ToList(this DecisionRule rule) => rule switch
    {
        DecisionRule.ListWithJwt => EventListKind.UpdateWithJwt,
        DecisionRule.ListWithoutJwt => EventListKind.UpdateWithoutJwt,
        DecisionRule.AnonymousList => EventListKind.AnonymousWithoutJwt,
        DecisionRule.Form or DecisionRule.Token or DecisionRule.OtherEvents or DecisionRule.ValidToken or DecisionRule.KnownCustomer =>
            null,
    };
}
