using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.EndToEnd.Tests.Profiles;

/// <summary>"Each identifier that token and event both carry must be equal."</summary>
public sealed class IdentityMismatchTests(RunningProgram running) : ProfileTest(running)
{
    [Theory]
    [InlineData("uuid")]
    [InlineData("email")]
    [InlineData("customId")]
    public async Task Token_EventCarriesAnotherValue_IsRefusedAndLeavesNothing(string different)
    {
        await DataMayChangeAsync();
        var proven = Identifiers();
        var sent = new Dictionary<string, string>(proven) { [different] = Identifiers()[different] };
        var action = "mismatch." + Guid.NewGuid().ToString("n")[..8];

        var answer = await Ingest.PostAsync(new { action, client = sent }, Token(proven));

        answer.ExpectProblem(403, "identity_mismatch");
        Assert.Null(await Api.FindProfileAsync(proven["uuid"]));
        Assert.Null(await Api.FindProfileAsync(sent["uuid"]));
        Assert.Null(await Api.FindEventAsync(action));
    }

    [Fact]
    public async Task Token_EventCarriesTheSameIdentifiers_IsAccepted()
    {
        await DataMayChangeAsync();
        var same = Identifiers();
        Assert.True(await HasActivityAsync(same["uuid"], await SendAsync(same, Token(same))));
    }

    [Fact]
    public async Task Token_UuidAndEmailInAnotherCase_AreEqual()
    {
        await DataMayChangeAsync();
        var (uuid, email) = (NewUuid(), NewEmail());

        await SendAsync(new { uuid = uuid.ToUpperInvariant(), email = email.ToUpperInvariant() }, Token(new { uuid, email }));

        Assert.NotNull(await Api.FindProfileAsync(uuid));
    }

    [Fact]
    public async Task Token_CustomIdInAnotherCase_IsAnotherValue()
    {
        await DataMayChangeAsync();
        var customId = NewCustomId();

        var answer = await Ingest.PostAsync(
            new { action = "page.visit", client = new { customId = customId.ToLowerInvariant() } }, Token(new { customId }));

        answer.ExpectProblem(403, "identity_mismatch");
    }

    private static Dictionary<string, string> Identifiers() =>
        new() { ["uuid"] = NewUuid(), ["email"] = NewEmail(), ["customId"] = NewCustomId() };
}
