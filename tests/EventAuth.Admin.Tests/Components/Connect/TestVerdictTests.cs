using EventAuth.Admin.Components.Connect;
using EventAuth.Admin.Settings;

namespace EventAuth.Admin.Tests.Components.Connect;

public sealed class TestVerdictTests
{
    [Theory]
    [InlineData("accepted", null, "Accepted", "page.visit was accepted.", null)]
    [InlineData("refused", "jwt_required", "Rejected", "but no token was sent", null)]
    [InlineData("refused", "not_allowed_for_anonymous", "Rejected", "the customer is anonymous", null)]
    [InlineData("refused", "rate_limited", "Not stored", "too many requests", "Try again")]
    [InlineData("refused", "storage_unavailable", "Not stored", "cannot store events", "Try again")]
    [InlineData("refused", "not_found", "Not stored", "The answer was 404 not_found.", "Try again")]
    [InlineData("no_script", null, "Not sent", "http://127.0.0.1:5081/sdk/eventauth.js", "Open the address in a new tab")]
    [InlineData("unreachable", null, "Not sent", "could not send to http://127.0.0.1:5081", "Open the address in a new tab")]
    [InlineData("no_answer", null, "Not sent", "did not answer in time", "Check that the program runs")]
    [InlineData("no_site", null, "Not sent", "could not start", "Load this page again")]
    public void Of_EachAnswer_SaysWhatHappenedAndWhatToDo(string kind, string? code, string word, string sentence, string? remedy)
    {
        var verdict = TestVerdict.Of(Sent("http://127.0.0.1:5080/"), new TestAnswer(kind, code is null ? null : 404, code, null, HadToken: false), record: null);

        Assert.Equal(word, verdict.Word);
        Assert.Contains(sentence, verdict.Sentence, StringComparison.Ordinal);
        if (remedy is null)
        {
            Assert.Null(verdict.Remedy);
        }
        else
        {
            Assert.Contains(remedy, verdict.Remedy, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Of_PlainHttpFromAConsoleOnHttps_SaysThatBrowsersForbidIt() => Assert.Contains(
        "browsers let its pages send to https addresses only",
        TestVerdict.Of(Sent("https://console.example/"), new TestAnswer("no_script", null, null, null, HadToken: false), record: null).Remedy,
        StringComparison.Ordinal);

    [Fact]
    public void Of_OriginThatIsNotAllowed_NamesTheSetting() => Assert.Contains(
        "Add https://console.example, the address of this console, to the setting Ingest:AllowedOrigins.",
        TestVerdict.Of(
            Sent("https://console.example/") with { MissingOrigin = "https://console.example" },
            new TestAnswer("unreachable", null, null, null, HadToken: false),
            record: null).Remedy,
        StringComparison.Ordinal);

    private static SentTest Sent(string console) => new("page.visit", new PublicAddress("http://127.0.0.1:5081", ""), new Uri(console), MissingOrigin: null);
}
