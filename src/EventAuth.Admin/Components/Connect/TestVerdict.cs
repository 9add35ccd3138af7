using EventAuth.Admin.Components.Kit;
using EventAuth.Admin.Settings;
using EventAuth.Admin.Snippets;

namespace EventAuth.Admin.Components.Connect;

/// <summary>A test event and where it was sent.</summary>
/// <param name="Action">Its name.</param>
/// <param name="Address">The address of the ingest listener.</param>
/// <param name="Console">The address of the console, from whose page it was sent.</param>
/// <param name="MissingOrigin">The origin of the console, if events from there are not allowed; else null.</param>
internal sealed record SentTest(string Action, PublicAddress Address, Uri Console, string? MissingOrigin);

/// <summary>What happened to a test event, in words.</summary>
/// <param name="Kind">The colour of the word.</param>
/// <param name="Word">The outcome.</param>
/// <param name="Sentence">What happened and why.</param>
/// <param name="Remedy">What to do about it; null for a decision: its explanation says that.</param>
internal sealed record TestVerdict(VerdictKind Kind, string Word, string Sentence, string? Remedy = null)
{
    /// <summary>The outcome of a test.</summary>
    /// <param name="record">The recorded decision; null if it is not found, or not yet.</param>
    public static TestVerdict Of(SentTest test, TestAnswer answer, DecisionRecord? record)
    {
        var because = (record?.Reason ?? answer.Decided)?.Because(record?.Cause) is { } clause ? $" because {clause}" : "";
        return answer.Kind switch
        {
            "accepted" => new(VerdictKind.Accepted, "Accepted", $"{test.Action} was accepted{because}."),
            "refused" when answer.Decided is not null => new(VerdictKind.Rejected, "Rejected", $"{test.Action} was rejected{because}."),
            "refused" => NotStored(answer),
            "no_script" => NotSent(
                $"This browser could not load the SDK from {SiteCode.ScriptAt(test.Address.ToString())}.", ToReach(test)),
            "unreachable" => NotSent($"The SDK is loaded, but this browser could not send to {test.Address}.", ToReach(test)),
            "no_answer" => NotSent($"{test.Address} did not answer in time.", "Check that the program runs, and try again."),
            _ => NotSent("The test could not start.", "Load this page again. You may have been signed out."),
        };
    }

    private static TestVerdict NotSent(string sentence, string remedy) => new(VerdictKind.Attention, "Not sent", sentence, remedy);

    private static TestVerdict NotStored(TestAnswer answer) => new(
        VerdictKind.Attention,
        "Not stored",
        answer.Code switch
        {
            "rate_limited" => "There were too many requests from this address.",
            "overloaded" or "storage_unavailable" => "The program cannot store events at the moment.",
            _ => $"The answer was {answer.Status?.ToString(CultureInfo.InvariantCulture)} {answer.Code}".TrimEnd() + ".",
        },
        "Try again in a moment. The SDK on your site does that by itself.");

    private static string ToReach(SentTest test) => test switch
    {
        { MissingOrigin: { } origin } => $"Add {origin}, the address of this console, to the setting Ingest:AllowedOrigins.",
        { Console.Scheme: "https", Address.Origin: { } address } when address.StartsWith("http:", StringComparison.Ordinal) =>
            "This console is open over https, and browsers let its pages send to https addresses only. Set "
            + "Listeners:IngestPublicAddress to the https address of the ingest listener.",
        _ => "Open the address in a new tab. If it does not open there either, check that the program runs and that the proxy or firewall "
            + "lets browsers through. If the address is wrong, set Listeners:IngestPublicAddress.",
    };
}
