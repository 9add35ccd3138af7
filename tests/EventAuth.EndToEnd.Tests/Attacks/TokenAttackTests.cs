using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using EventAuth.Core.Tokens;
using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.Testing;

namespace EventAuth.EndToEnd.Tests.Attacks;

/// <summary>What published vectors lack, against the real program: refused for the intended reason, in the same words as everything else, and nothing stored.</summary>
public sealed class TokenAttackTests(RunningProgram running) : IClassFixture<RunningProgram>
{
    private static readonly Dictionary<string, Attack> s_attacks = AlgorithmAttacks.All
        .Concat(KeyAttacks.All).Concat(FormAttacks.All).Concat(SignatureAttacks.All).Concat(PaddingAttacks.All).Concat(ClaimAttacks.All)
        .ToDictionary(attack => attack.Name);

    private static readonly Dictionary<string, Attack> s_expired = ClaimAttacks.Expired.ToDictionary(attack => attack.Name);

    public static TheoryData<string> Invalid => [.. s_attacks.Keys];

    public static TheoryData<string> Expired => [.. s_expired.Keys];

    [Theory]
    [MemberData(nameof(Invalid))]
    public Task Ingest_ForgedToken_IsInvalidAndLeavesNothing(string attack) => ExpectRefusalAsync(s_attacks[attack], "invalid_token");

    [Theory]
    [MemberData(nameof(Expired))]
    public Task Ingest_ExpiredToken_IsCalledSoAndLeavesNothing(string attack) => ExpectRefusalAsync(s_expired[attack], "token_expired");

    [Fact]
    public async Task Ingest_BadSignatureUnknownKeyAndBadClaim_AreOneAnswerByteForByte()
    {
        var texts = new HashSet<string>();
        foreach (var attack in s_attacks.Values)
        {
            var target = new AttackTarget();
            var answer = await PostAsync(target, attack.Forge(target));
            texts.Add($"{answer.Status} {answer.MediaType} {answer.Header("WWW-Authenticate")} {answer.Text}");
        }

        Assert.Single(texts);
    }

    [Fact]
    public async Task Ingest_TokenWithTheRightBlockMadeByHand_IsTaken()
    {
        var target = new AttackTarget();
        (await PostAsync(target, Forgery.WithBlock(target, PaddingAttacks.Right))).Expect(202);
        (await PostAsync(target, Forgery.Good(target))).Expect(202);
        Assert.Equal(2, (await running.Api.ActivitiesAsync(target.Uuid)).Count);
    }

    [Theory]
    [InlineData("jku")]
    [InlineData("x5u")]
    public async Task Ingest_TokenThatNamesAnAddress_IsNotFollowed(string member)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var target = new AttackTarget();
        var header = $$"""{"alg":"RS256","{{member}}":"http://{{listener.LocalEndpoint}}/keys"}""";

        (await PostAsync(target, SigningKey.Other.SignCompact(header, target.Claims))).ExpectProblem(401, "invalid_token");
        (await PostAsync(target, SigningKey.Shared.SignCompact(header, target.Claims))).Expect(202);

        Assert.False(listener.Pending());
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n ")]
    [InlineData("\r")]
    [InlineData("\0")]
    public async Task Ingest_LineBreakInTheToken_LeavesNothing(string inserted)
    {
        var target = new AttackTarget();
        var token = Forgery.Good(target);
        var body = $$$"""{"action":"{{{target.Action}}}","client":{"uuid":"{{{target.Uuid}}}"}}""";
        using var client = new TcpClient();
        await client.ConnectAsync(running.Program.IngestListener.Host, running.Program.IngestListener.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST {IngestClient.One} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n"
            + $"Authorization: Bearer {token[..50]}{inserted}{token[50..]}\r\n\r\n{body}"));
        using var reader = new StreamReader(stream, Encoding.ASCII);

        Assert.Matches("^HTTP/1.1 40[01] ", await reader.ReadLineAsync());
        Assert.Null(await running.Api.FindProfileAsync(target.Uuid));
    }

    private async Task ExpectRefusalAsync(Attack attack, string code)
    {
        var target = new AttackTarget();
        var token = attack.Forge(target);

        (await PostAsync(target, token)).ExpectProblem(401, code);
        (await running.Ingest.SendAsync(HttpMethod.Post, IngestClient.Batch, JsonContent.Create(new[] { Event(target) }), ("Authorization", "Bearer " + token)))
            .ExpectProblem(401, code);

        Assert.Null(await running.Api.FindProfileAsync(target.Uuid));
        Assert.Null(await running.Api.FindEventAsync(target.Action));
        var inspected = (await running.Api.SendAsync(
            HttpMethod.Post, "/api/v1/tokens/inspect", JsonContent.Create(new { token = "Authorization: Bearer " + token }))).Expect(200).Json;
        var failure = inspected.GetProperty("failure").GetString()!;
        Assert.Equal(attack.Cause, Enum.Parse<TokenFailure>(failure));
        Assert.Equal(inspected.GetProperty("cause").GetString(), await RecordedCauseAsync(target, token, failure));
    }

    // Rejections are recorded a moment after they are answered. This many attacks in a short time use up what the program spends on causes:
    // until it has more, the name of the failed check is recorded, and the token has to be sent again.
    private async Task<string?> RecordedCauseAsync(AttackTarget target, string token, string failure)
    {
        string? cause = null;
        await Until.TrueAsync(
            async () =>
            {
                var items = (await running.Api.GetAsync("/api/v1/decisions?action=" + target.Action)).Expect(200).Json.GetProperty("items");
                cause = items.GetArrayLength() == 0 ? null : items[0].GetProperty("cause").GetString();
                if (cause == failure)
                {
                    await PostAsync(target, token);
                }

                return cause is not null && cause != failure;
            },
            () => $"The cause of the rejection was not recorded, but {cause ?? "nothing"}.");
        return cause;
    }

    private Task<Answer> PostAsync(AttackTarget target, string token) =>
        running.Ingest.SendAsync(HttpMethod.Post, IngestClient.One, JsonContent.Create(Event(target)), ("Authorization", "Bearer " + token));

    // Without the token it would be accepted.
    private static object Event(AttackTarget target) => new { action = target.Action, client = new { uuid = target.Uuid } };
}
