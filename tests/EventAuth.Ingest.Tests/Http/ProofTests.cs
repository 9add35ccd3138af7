using EventAuth.Core.Policies;
using EventAuth.Core.Tokens;
using EventAuth.Ingest.Tests.Harness;
using EventAuth.Testing;

namespace EventAuth.Ingest.Tests.Http;

/// <summary>What requests and answers look like where tokens must be proven (RFC 9449, section 7.1).</summary>
public sealed class ProofTests : IAsyncLifetime
{
    private const string Uuid = "5f0c1a2b-0000-4000-8000-00000000000a";
    private const string Event = $$$"""{"action":"page.visit","client":{"uuid":"{{{Uuid}}}"}}""";
    private const string Batch = $"[{Event},{Event}]";

    private static readonly TokenRules s_rules = new() { Proof = new ProofRules() };
    private static readonly TokenRules s_both = new() { Proof = new ProofRules { AcceptsBearers = true } };
    private static readonly EventPolicy s_policy = EventPolicy.Empty.With(EventListKind.UpdateWithJwt, [EventName.Parse("form.submit")]);

    private readonly BrowserKey _key = BrowserKey.Create();
    private readonly string _token;
    private IngestServer _server = null!;

    public ProofTests() => _token = IngestServer.Token(_key.Confirm("c-17"));

    public async Task InitializeAsync() => _server = await IngestServer.StartAsync(s_rules, s_policy);

    public async Task DisposeAsync()
    {
        _key.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("DPoP ")]
    [InlineData("dpop  ")]
    public async Task Post_TokenWithItsProof_IsAccepted(string scheme)
    {
        Assert.Equal(202, (await _server.PostAsync(Event, IngestServer.Single, scheme + _token, ("DPoP", Prove(IngestServer.Single)))).Status);
        Assert.Equal(202, (await _server.PostAsync(Batch, IngestServer.Batch, scheme + _token, ("DPoP", Prove(IngestServer.Batch)))).Status);
        Assert.Equal(3, _server.Journal.Kept.Count);
    }

    [Fact]
    public async Task Post_WithoutAToken_IsAsEver()
    {
        Assert.Equal(202, (await _server.PostAsync(Event)).Status);
        var missing = (await _server.PostAsync($$$"""{"action":"form.submit","client":{"uuid":"{{{Uuid}}}"}}""")).ExpectProblem(401, "jwt_required");
        Assert.Equal("DPoP algs=\"ES256\"", missing.Header("WWW-Authenticate"));
    }

    [Fact]
    public async Task Post_AnythingElse_IsOneAnswerByteForByteAndRecordedByItsCause()
    {
        var good = Prove(IngestServer.Single);
        (string Cause, string Authorization, string[] Proofs)[] tries =
        [
            ("bearer_scheme", "Bearer " + _token, [good]),
            ("bearer_scheme", "Bearer " + _token, []),
            ("proof_missing", "DPoP " + _token, []),
            ("proof_malformed", "DPoP " + _token, [good + "," + good]),
            ("proof_malformed", "DPoP " + _token, [""]),
            ("proof_address", "DPoP " + _token, [Prove(IngestServer.Batch)]),
            ("confirmation_missing", "DPoP " + IngestServer.Token(new { customId = "c-17" }), [good]),
            ("unknown_key", "DPoP " + SigningKey.Other.Token(_key.Confirm("c-17"), IngestServer.Now), [good]),
        ];
        var answers = new HashSet<string>();
        foreach (var (_, authorization, proofs) in tries)
        {
            var answer = await _server.PostAsync(Event, IngestServer.Single, authorization, [.. proofs.Select(proof => ("DPoP", proof))]);
            answer.ExpectProblem(401, "invalid_token");
            answers.Add($"{answer.Header("WWW-Authenticate")} {answer.Text}");
        }

        Assert.StartsWith("DPoP error=\"invalid_token\", algs=\"ES256\" {", Assert.Single(answers), StringComparison.Ordinal);
        Assert.Equal(tries.Select(one => one.Cause), _server.Journal.Rejections.Select(rejection => rejection.Cause));
        Assert.Empty(_server.Journal.Kept);
        Assert.Equal(0, _server.Journal.Appends);
    }

    [Fact]
    public async Task Post_TwoHeadersWithProofs_IsRefused()
    {
        var answer = await RawRequest.SendAsync(
            _server.Address,
            $"POST {IngestServer.Single} HTTP/1.1\r\nHost: {_server.Address.Authority}\r\nConnection: close\r\nContent-Type: application/json\r\n"
            + $"Authorization: DPoP {_token}\r\nDPoP: {Prove(IngestServer.Single)}\r\nDPoP: {Prove(IngestServer.Single)}\r\nContent-Length: {Event.Length}\r\n\r\n{Event}");

        Assert.StartsWith("HTTP/1.1 401 ", answer, StringComparison.Ordinal);
        Assert.Equal("several_proofs", Assert.Single(_server.Journal.Rejections).Cause);
    }

    [Fact]
    public async Task Post_ExpiredToken_IsCalledSo()
    {
        var token = SigningKey.Shared.Token(_key.Confirm("c-17"), IngestServer.Now, TimeSpan.FromHours(-1));
        var answer = await _server.PostAsync(Event, IngestServer.Single, "DPoP " + token, ("DPoP", Prove(IngestServer.Single, token)));
        Assert.StartsWith("DPoP ", answer.ExpectProblem(401, "token_expired").Header("WWW-Authenticate"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_PublicAddressesAreNamed_ProofsAreForThese()
    {
        await using var server = await IngestServer.StartAsync(new TokenRules { Proof = new ProofRules { Addresses = ["https://shop.example/e"] } });
        async Task<int> TryAsync(string address) =>
            (await server.PostAsync(Event, IngestServer.Single, "DPoP " + _token, ("DPoP", _key.Prove(_token, address, IngestServer.Now)))).Status;

        Assert.Equal(202, await TryAsync("https://shop.example/e" + IngestServer.Single));
        Assert.Equal(401, await TryAsync("https://shop.example" + IngestServer.Single));
        Assert.Equal(401, await TryAsync(new Uri(server.Address, IngestServer.Single).AbsoluteUri));
    }

    [Fact]
    public async Task Post_ProofsAreOff_TokensAreBearersWhateverTheyConfirm()
    {
        await using var server = await IngestServer.StartAsync();

        Assert.Equal(202, (await server.PostAsync(Event, IngestServer.Single, "Bearer " + _token, ("DPoP", "anything"))).Status);
        var refused = await server.PostAsync(Event, IngestServer.Single, "DPoP " + _token, ("DPoP", Prove(IngestServer.Single)));
        Assert.Equal("Bearer error=\"invalid_token\"", refused.ExpectProblem(401, "invalid_token").Header("WWW-Authenticate"));
        Assert.Equal("other_scheme", Assert.Single(server.Journal.Rejections).Cause);
    }

    [Fact]
    public async Task Post_BothAreAccepted_EachTokenWithItsOwnScheme()
    {
        await using var server = await IngestServer.StartAsync(s_both, s_policy);
        var bearer = IngestServer.Token(new { customId = "c-18" });
        async Task<int> TryAsync(string authorization, params (string, string)[] proof) =>
            (await server.PostAsync(Event, IngestServer.Single, authorization, proof)).Status;

        Assert.Equal(202, await TryAsync("Bearer " + bearer));
        Assert.Equal(202, await TryAsync("bearer  " + bearer, ("DPoP", "anything")));
        Assert.Equal(202, await TryAsync("DPoP " + _token, ("DPoP", Prove(IngestServer.Single, server: server))));
        Assert.Equal(202, (await server.PostAsync(Batch, IngestServer.Batch, "Bearer " + bearer)).Status);
        Assert.Equal(202, (await server.PostAsync(Batch, IngestServer.Batch, "dpop " + _token, ("DPoP", Prove(IngestServer.Batch, server: server)))).Status);
        var missing = await server.PostAsync($$$"""{"action":"form.submit","client":{"uuid":"{{{Uuid}}}"}}""");
        Assert.Equal("Bearer, DPoP algs=\"ES256\"", missing.ExpectProblem(401, "jwt_required").Header("WWW-Authenticate"));
        Assert.Equal(7, server.Journal.Kept.Count);
        Assert.Equal((3L, IngestServer.Now), (server.Tokens.Bearers.Requests, server.Tokens.Bearers.LastAt));
    }

    [Fact]
    public async Task Post_BothAreAccepted_TokensWithTheOthersSchemeAreOneAnswer()
    {
        await using var server = await IngestServer.StartAsync(s_both);
        var good = Prove(IngestServer.Single, server: server);
        var bearer = IngestServer.Token(new { customId = "c-17" });
        var unusable = IngestServer.Token(new { customId = "c-17", cnf = new { } });
        (string Cause, string Authorization, string[] Proofs)[] tries =
        [
            ("bearer_scheme", "Bearer " + _token, [good]),
            ("bearer_scheme", "Bearer " + _token, []),
            ("proof_missing", "DPoP " + _token, []),
            ("proof_malformed", "DPoP " + _token, [""]),
            ("proof_address", "DPoP " + _token, [Prove(IngestServer.Batch, server: server)]),
            ("confirmation_missing", "DPoP " + bearer, []),
            ("confirmation_missing", "DPoP " + bearer, [_key.Prove(bearer, new Uri(server.Address, IngestServer.Single).AbsoluteUri, IngestServer.Now)]),
            ("confirmation_missing", "Bearer " + unusable, []),
            ("confirmation_missing", "DPoP " + unusable, [good]),
            ("unknown_key", "Bearer " + SigningKey.Other.Token(new { customId = "c-17" }, IngestServer.Now), []),
        ];
        var answers = new HashSet<string>();
        foreach (var (_, authorization, proofs) in tries)
        {
            var answer = await server.PostAsync(Event, IngestServer.Single, authorization, [.. proofs.Select(proof => ("DPoP", proof))]);
            answer.ExpectProblem(401, "invalid_token");
            answers.Add($"{answer.Header("WWW-Authenticate")} {answer.Text}");
        }

        Assert.StartsWith("Bearer error=\"invalid_token\", DPoP error=\"invalid_token\", algs=\"ES256\" {", Assert.Single(answers), StringComparison.Ordinal);
        Assert.Equal(tries.Select(one => one.Cause), server.Journal.Rejections.Select(rejection => rejection.Cause));
        Assert.Empty(server.Journal.Kept);
        Assert.Equal((0L, null), (server.Tokens.Bearers.Requests, server.Tokens.Bearers.LastAt));
    }

    [Theory]
    [InlineData("XN--A.shop.example:8080")]
    [InlineData("a..b")]
    [InlineData("a'b")]
    [InlineData("x(y)")]
    [InlineData("-")]
    [InlineData("a:99999")]
    [InlineData("[::1]:x")]
    public async Task Post_HostThatIsNone_IsAnotherAddressAndNoFault(string host)
    {
        foreach (var proof in (string[])["anything", Prove(IngestServer.Single), _key.Prove(_token, $"http://{host}.example{IngestServer.Single}", IngestServer.Now)])
        {
            var answer = await RawRequest.SendAsync(
                _server.Address,
                $"POST {IngestServer.Single} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Type: application/json\r\n"
                + $"Authorization: DPoP {_token}\r\nDPoP: {proof}\r\nContent-Length: {Event.Length}\r\n\r\n{Event}");
            Assert.Matches("^HTTP/1.1 40[01] ", answer);
        }

        Assert.Empty(_server.Journal.Kept);
    }

    [Theory]
    [InlineData("off", "Retry-After, WWW-Authenticate")]
    [InlineData("accepted", "Retry-After, WWW-Authenticate, Date")]
    [InlineData("required", "Retry-After, WWW-Authenticate, Date")]
    public async Task Answer_ToAnotherOrigin_ShowsTheServersTimeWhereProofsNeedIt(string proofs, string expected)
    {
        await using var server = await IngestServer.StartAsync(proofs == "off" ? new TokenRules() : proofs == "accepted" ? s_both : s_rules);
        var preflight = await server.SendAsync(
            HttpMethod.Options, IngestServer.Single, null, null, ("Origin", "https://shop.example"), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "authorization,content-type,dpop"));

        Assert.Contains("dpop", preflight.Header("Access-Control-Allow-Headers")!, StringComparison.Ordinal);
        Assert.Equal(expected, (await server.PostAsync(Event, IngestServer.Single, null, ("Origin", "https://shop.example"))).Header("Access-Control-Expose-Headers"));
    }

    private string Prove(string path, string? token = null, IngestServer? server = null) =>
        _key.Prove(token ?? _token, new Uri((server ?? _server).Address, path).AbsoluteUri, IngestServer.Now);
}
