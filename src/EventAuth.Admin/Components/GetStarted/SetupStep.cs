using EventAuth.Admin.Explanations;
using EventAuth.Core.Decisions.Counts;

namespace EventAuth.Admin.Components.GetStarted;

/// <summary>One step of the way from a new installation to one that checks tokens.</summary>
/// <param name="Name">What to do.</param>
/// <param name="Meaning">Why, in a few words.</param>
/// <param name="Address">Where to do it or see it.</param>
/// <param name="IsDone">Whether it is done.</param>
public sealed record SetupStep(string Name, string Meaning, string Address, bool IsDone)
{
    /// <summary>All of them, in order.</summary>
    /// <param name="first">The policy of the new installation.</param>
    /// <param name="inForce">The policy in force.</param>
    /// <param name="events">What was received in the longest span that is counted.</param>
    public static IReadOnlyList<SetupStep> Of(EventPolicy first, EventPolicy inForce, DecisionOverview events) =>
    [
        new(
            "Define the certificate",
            "With it, tokens from your backend can be checked.",
            $"{SettingsAddress.Tab}#{SettingsAddress.CertificateAnchor}",
            inForce.Certificate is not null),
        new(
            "Choose the events of the lists",
            "The lists decide which events need a token.",
            $"{SettingsAddress.Tab}#{SettingsAddress.AnchorOf(EventListKind.UpdateWithJwt)}",
            EventPolicy.Kinds.Any(kind => !inForce[kind].SetEquals(first[kind]))),
        new(
            "See the first event",
            "Connect your site, or send a test event.",
            ConnectAddress.Page,
            HasEvent(events)),
        new(
            "See the first valid token",
            "Signed by your backend and sent with an event.",
            ConnectAddress.SigningCode,
            HasValidToken(events)),
    ];

    /// <summary>Those of a site and its backend: what arrived from them.</summary>
    public static IReadOnlyList<SetupStep> OfSite(DecisionOverview events) =>
    [
        new("First event received", "Add the script to your site, or send a test event.", "live", HasEvent(events)),
        new("First token received", "Sign one in your backend and send it with an event.", "token-inspector", HasToken(events)),
        new("First event accepted with a token", "Its token is valid: the customer is proven.", "overview", HasValidToken(events)),
    ];

    private static bool HasEvent(DecisionOverview events) => events.Accepted + events.Rejected > 0;

    // Also one that is invalid, and one that came before there was a certificate to check it.
    private static bool HasToken(DecisionOverview events) =>
        HasValidToken(events) || events.Reasons.Any(count => count is
        {
            Reason: DecisionReason.InvalidToken or DecisionReason.TokenExpired or DecisionReason.IdentityMismatch,
            Count: > 0,
        });

    private static bool HasValidToken(DecisionOverview events) =>
        events.Certificates.Any(count => count is { CertificateId: not null, Accepted: > 0 });
}
