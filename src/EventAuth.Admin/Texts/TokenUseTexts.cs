using static EventAuth.Core.Inspection.TokenFindingCode;

namespace EventAuth.Admin.Texts;

/// <summary>Says whether a token fits the event it is sent with.</summary>
internal static class TokenUseTexts
{
    public static TokenWords? Of(TokenFinding finding) => finding.Code switch
    {
        UsedBefore => new(
            "It was used before: each token works only once here (Tokens:SingleUse), and events that came with this one were accepted.",
            "Let the site ask the backend for a new token for each request. If you did not send it twice, somebody replays it."),
        ProofMissing or SeveralProofs or ProofMalformed or ProofType or ProofAlgorithm or ProofKey or ProofOtherKey or ProofSignature
            or ProofMethod or ProofAddress or ProofOtherToken or ProofTooOld or ProofFromFuture or ProofUsedBefore => new(
            $"The token is valid by itself, but {TokenCauseTexts.Of(finding.Code)}.",
            "The SDK makes a new proof for each request. If nothing of yours sends requests without it, somebody uses a stolen token."),
        EventIdentifierMalformed => new(
            $"The event's {finding.Text("identifier")} is invalid; such an event is refused whatever its token.",
            $"Let the site send a valid {finding.Text("identifier")}, or none."),
        EventMismatch => new(
            $"The token is for {Proven(finding)}, the event says {Shown(finding, "sent")}."
            + (finding.Find<bool>("differsByCase") ? " They differ only in capital and small letters, which matter." : ""),
            "Ask the backend for a new token when another customer signs in, and forget the old one at sign-out."),
        EventIdentifierIgnored => new(
            $"The event has the {finding.Text("identifier")} \"{Shown(finding, "sent")}\", and the token has none. "
            + (finding.Text("identifier") == "uuid"
                ? "It is linked to the token's customer only if the event may change customer data."
                : "Only what the token says counts, so the event's is ignored.")),
        EventMatches => new($"The event's {finding.Text("identifier")} is the same as the token's."),
        Unexplained => new(
            $"The check refuses this token ({finding.Find<TokenFailure>("failure")}), and this page does not see why.",
            "Please report it, with how the token was made but without the token."),
        _ => null,
    };

    private static string Shown(TokenFinding finding, string fact) => ShownText.Bare(finding.Text(fact));

    private static string Proven(TokenFinding finding) => finding.Text("identifier") switch
    {
        "customId" => "",
        "email" => "e-mail ",
        _ => "uuid ",
    } + Shown(finding, "proven");
}
