using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;

namespace EventAuth.Core.Explanations;

/// <summary>An event as far as a decision looks at it, real or hypothetical.</summary>
/// <param name="Action">Its name; null if not known: some rejections were only counted.</param>
/// <param name="Token">What it has as proof.</param>
/// <param name="Customer">Whose uuid it is, which counts without a valid token: anonymous or known; null if not recorded.</param>
public sealed record EventCase(EventName? Action, PresentedToken Token, CustomerState? Customer)
{
    /// <summary>More about a bad token or a bad event, as <see cref="DecisionRecord.Cause"/> has it; or null.</summary>
    public string? Cause { get; init; }

    /// <summary>Whether its fields are valid; false for a recorded <see cref="DecisionReason.InvalidEvent"/>.</summary>
    public bool HasRightForm { get; init; } = true;

    /// <summary>Whether it was sent as JSON at all; false for a recorded <see cref="DecisionReason.MalformedJson"/>.</summary>
    public bool IsJson { get; init; } = true;

    /// <summary>The event as the decision will see it: with a valid token the customer is who the token says.</summary>
    public IEnumerable<CustomerState> PossibleCustomers => (Token, Customer) switch
    {
        (PresentedToken.Valid, _) => [CustomerState.Authenticated],
        (_, { } customer) => [customer],
        _ => [CustomerState.Anonymous, CustomerState.Known],
    };

    /// <summary>Why it is rejected before it is decided: its form or token. Null if it reaches <see cref="EventDecider"/>.</summary>
    /// <param name="hasCertificate">Whether there is a key to check tokens with; without one no token is valid.</param>
    public DecisionReason? FindRejection(bool hasCertificate) =>
        !IsJson ? DecisionReason.MalformedJson : HasRightForm ? OfToken(hasCertificate) : DecisionReason.InvalidEvent;

    /// <summary>What a recorded decision says about the event, and about its sender as far as record or reason says it.</summary>
    public static EventCase Of(DecisionRecord record)
    {
        var action = EventName.TryParse(record.Action, out var name) ? name : (EventName?)null;
        var broughtToken = record.CertificateId is not null;
        return record.Reason switch
        {
            DecisionReason.ListedWithJwt or DecisionReason.Authenticated => With(PresentedToken.Valid, null),
            DecisionReason.ListedUpdateWithoutJwt => With(broughtToken ? PresentedToken.Valid : PresentedToken.None, null),
            DecisionReason.ListedAnonymous or DecisionReason.AnonymousListEmpty or DecisionReason.NotAllowedForAnonymous =>
                With(PresentedToken.None, CustomerState.Anonymous),
            DecisionReason.KnownCustomer => With(PresentedToken.None, CustomerState.Known),
            DecisionReason.JwtRequired or DecisionReason.OtherNeedsJwt => With(PresentedToken.None, null),
            DecisionReason.NotListed => With(broughtToken ? PresentedToken.Valid : PresentedToken.None, null),
            >= DecisionReason.MonitoredListedAnonymousNeedsJwt and <= DecisionReason.MonitoredAnonymousOtherNeedsJwt =>
                Of(record with { Reason = record.Reason.Answered() }),
            DecisionReason.InvalidToken => With(PresentedToken.Invalid, null),
            DecisionReason.TokenExpired => With(PresentedToken.Expired, null),
            DecisionReason.IdentityMismatch => With(PresentedToken.SomebodyElses, null),
            // Its token was not checked: do not suggest anything that needs a valid one.
            DecisionReason.InvalidEvent or DecisionReason.MalformedJson =>
                With(broughtToken ? PresentedToken.Invalid : PresentedToken.None, null) with
                {
                    HasRightForm = false,
                    IsJson = record.Reason == DecisionReason.InvalidEvent,
                },
        };

        EventCase With(PresentedToken token, CustomerState? customer) =>
            new(action, token, customer ?? WithoutToken(record.Customer)) { Cause = record.Cause };
    }

    private DecisionReason? OfToken(bool hasCertificate) => (Token, hasCertificate) switch
    {
        (PresentedToken.None, _) or (PresentedToken.Valid, true) => null,
        (PresentedToken.Expired, true) => DecisionReason.TokenExpired,
        (PresentedToken.SomebodyElses, true) => DecisionReason.IdentityMismatch,
        (PresentedToken.Invalid, _) or (PresentedToken.Valid or PresentedToken.Expired or PresentedToken.SomebodyElses, false) =>
            DecisionReason.InvalidToken,
    };

    private static CustomerState? WithoutToken(CustomerState? customer) => customer == CustomerState.Authenticated ? null : customer;
}
