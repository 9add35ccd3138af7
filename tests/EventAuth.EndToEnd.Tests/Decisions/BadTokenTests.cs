using System.Net.Http.Json;
using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.Testing;

namespace EventAuth.EndToEnd.Tests.Decisions;

public sealed class BadTokenTests(RunningProgram running) : IClassFixture<RunningProgram>
{
    private static readonly string s_uuid = Guid.NewGuid().ToString();

    private static readonly Dictionary<string, Func<string>> s_headers = new()
    {
        ["the stranger's key"] = () => "Bearer " + SigningKey.Other.Token(new { uuid = s_uuid }),
        ["the stranger's key, expired"] = () => "Bearer " + SigningKey.Other.Token(new { uuid = s_uuid }, lifetime: TimeSpan.FromHours(-1)),
        ["no identity"] = () => "Bearer " + SigningKey.Shared.Token(new { name = "x" }),
        ["one bad identifier"] = () => "Bearer " + SigningKey.Shared.Token(new { uuid = s_uuid, email = "no e-mail" }),
        ["no exp"] = () => "Bearer " + SigningKey.Shared.SignCompact("""{"alg":"RS256"}""", $$"""{"uuid":"{{s_uuid}}"}"""),
        ["exp as text"] = () => "Bearer " + SigningKey.Shared.Token(new { uuid = s_uuid, exp = "4000000000" }),
        ["too long a life"] = () => "Bearer " + SigningKey.Shared.Token(new { uuid = s_uuid }, lifetime: TimeSpan.FromDays(31)),
        ["not yet valid"] = () => "Bearer " + SigningKey.Shared.Token(new { uuid = s_uuid, nbf = Now + 600 }),
        ["alg none"] = () => "Bearer " + SigningKey.Shared.SignCompact("""{"alg":"none"}""", Claims),
        ["alg HS256"] = () => "Bearer " + SigningKey.Shared.SignCompact("""{"alg":"HS256"}""", Claims),
        ["crit"] = () => "Bearer " + SigningKey.Shared.SignCompact("""{"alg":"RS256","crit":["b64"],"b64":true}""", Claims),
        ["another typ"] = () => "Bearer " + SigningKey.Shared.SignCompact("""{"alg":"RS256","typ":"at+jwt"}""", Claims),
        ["duplicate member"] = () => "Bearer " + SigningKey.Shared.SignCompact("""{"alg":"RS256","alg":"RS256"}""", Claims),
        ["padded"] = () => "Bearer " + SigningKey.Shared.SignCompact("""{"alg":"RS256"}""", Claims) + "==",
        ["no signature"] = () => "Bearer " + SigningKey.Shared.SignCompact("""{"alg":"RS256"}""", Claims).Split('.')[0] + ".e30.",
        ["nothing after the scheme"] = () => "Bearer",
        ["two tokens"] = () => $"Bearer {SigningKey.Shared.Token(new { uuid = s_uuid })} {SigningKey.Shared.Token(new { uuid = s_uuid })}",
        ["another scheme"] = () => "Basic dXNlcjpwYXNz",
        ["not a token"] = () => "Bearer x",
        ["too long"] = () => "Bearer " + SigningKey.Shared.Token(new { uuid = s_uuid, x = new string('a', 8192) }),
    };

    // Read for each token: the cases are listed long before the last of them runs.
    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    private static string Claims => $$"""{"uuid":"{{s_uuid}}","exp":{{Now + 3600}}}""";

    public static TheoryData<string> Kinds => [.. s_headers.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Ingest_InvalidToken_SaysNoMoreThanAnyOther(string kind)
    {
        var reference = (await PostAsync("Bearer no.such.token")).ExpectProblem(401, "invalid_token");

        var answer = (await PostAsync(s_headers[kind]())).ExpectProblem(401, "invalid_token");

        Assert.Equal(reference.Text, answer.Text);
        Assert.Equal(reference.Header("WWW-Authenticate"), answer.Header("WWW-Authenticate"));
        Assert.Contains("error=\"invalid_token\"", answer.Header("WWW-Authenticate"), StringComparison.Ordinal);
        Assert.Null(await running.Api.FindProfileAsync(s_uuid));
    }

    [Fact]
    public async Task Ingest_TwoAuthorizationHeaders_IsAnInvalidToken()
    {
        var bearer = "Bearer " + SigningKey.Shared.Token(new { uuid = s_uuid });
        var answer = await running.Ingest.SendAsync(
            HttpMethod.Post, IngestClient.One, Event(), ("Authorization", bearer), ("Authorization", bearer));
        answer.ExpectProblem(401, "invalid_token");
    }

    [Fact]
    public async Task Ingest_ValidTokenTamperedInOneBit_IsInvalid()
    {
        var token = SigningKey.Shared.Token(new { customId = "c-1" });
        var parts = token.Split('.');
        var signature = System.Buffers.Text.Base64Url.DecodeFromChars(parts[2]);
        signature[17] ^= 1;
        var tampered = $"{parts[0]}.{parts[1]}.{SigningKey.Encode(signature)}";

        (await PostAsync("Bearer " + token)).Expect(202);
        (await PostAsync("Bearer " + tampered)).ExpectProblem(401, "invalid_token");
    }

    [Fact]
    public async Task Ingest_SchemeInAnyCase_IsRead()
    {
        var answer = await PostAsync("bEARER " + SigningKey.Shared.Token(new { customId = Guid.NewGuid() }));
        Assert.Equal("authenticated", answer.Expect(202).Json.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Ingest_ExpiredToken_SaysSo()
    {
        var answer = await PostAsync("Bearer " + SigningKey.Shared.Token(new { uuid = s_uuid }, lifetime: TimeSpan.FromSeconds(-60)));
        answer.ExpectProblem(401, "token_expired");
        Assert.Contains("error=\"invalid_token\"", answer.Header("WWW-Authenticate"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ingest_TokenExpiredWithinTheSkew_IsValid()
    {
        var token = SigningKey.Shared.Token(new { customId = Guid.NewGuid() }, lifetime: TimeSpan.FromSeconds(-5));
        (await PostAsync("Bearer " + token)).Expect(202);
    }

    private static JsonContent Event() => JsonContent.Create(new { action = "page.visit", label = "no client: the token says who" });

    private Task<Answer> PostAsync(string header) =>
        running.Ingest.SendAsync(HttpMethod.Post, IngestClient.One, Event(), ("Authorization", header));
}
