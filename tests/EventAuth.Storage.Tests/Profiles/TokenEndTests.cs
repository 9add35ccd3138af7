using System.Text;
using EventAuth.Core.Certificates;
using EventAuth.Core.Tokens;
using EventAuth.Testing;
using static EventAuth.Storage.Tests.StorageFixture;

namespace EventAuth.Storage.Tests.Profiles;

/// <summary>"An ended token stays ended": after a restart, and after its customer was deleted.</summary>
public sealed class TokenEndTests
{
    private const string U1 = "11111111-0000-4000-8000-000000000001";
    private const string U2 = "22222222-0000-4000-8000-000000000002";
    private static readonly VerificationKey Key = KeyOf(SigningKey.Shared);

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(true, true, false)]
    [InlineData(false, false, true)]
    [InlineData(true, true, true)]
    public async Task EndTokens_OfACustomer_HoldsForEachIdentifierUntilANewToken(bool deleted, bool restarted, bool onServer)
    {
        await using var storage = await StartAsync(onServer);
        await storage.AppendAsync(Entry(U1, token: new TokenIdentity(U1, "Anna@shop.example", "c-17")));
        var now = TimeProvider.System.GetUtcNow();
        var old = now.ToUnixTimeSeconds() - 1;

        var endedAt = await storage.Customers.EndTokensAsync(U1.ToUpperInvariant(), CancellationToken.None);
        if (deleted)
        {
            Assert.Equal(1, await storage.Customers.DeleteAsync(U1, CancellationToken.None));
        }

        if (restarted)
        {
            await storage.RestartAsync();
        }

        Assert.True(endedAt > now);
        object[] ended = [new { uuid = U1, iat = old }, new { email = "anna@SHOP.example", iat = old }, new { customId = "c-17", iat = old }, new { sub = "c-17" }];
        Assert.All(ended, claims => Assert.Equal(TokenFailure.Ended, Verify(storage, claims)));
        Assert.Equal(TokenFailure.None, Verify(storage, new { customId = "c-17", iat = endedAt.Value.ToUnixTimeSeconds() + 1 }));
        Assert.Equal(TokenFailure.None, Verify(storage, new { customId = "c-18", iat = old }));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task EndTokens_OfACustomerWithFormerIdentifiers_EndsThoseOfTheFormerOnesToo(bool restarted, bool onServer)
    {
        await using var storage = await StartAsync(onServer);
        await storage.AppendAsync(Entry(U1, email: "unproven@shop.example", customId: "c-1"));
        await storage.AppendAsync(Entry(U2, token: new TokenIdentity(U1, "first@shop.example", "c-2")));
        await storage.AppendAsync(Entry(U2, token: new TokenIdentity(U1, "second@shop.example", "c-2")));
        var old = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 1;

        await storage.Customers.EndTokensAsync(U1, CancellationToken.None);
        if (restarted)
        {
            await storage.RestartAsync();
        }

        var profile = await storage.ProfileAsync(U1);
        Assert.Equal(("second@shop.example", "c-2"), (profile.Email, profile.CustomId));
        string[] emails = ["unproven@shop.example", "First@shop.example", "second@shop.example"];
        Assert.All(emails, email => Assert.Equal(TokenFailure.Ended, Verify(storage, new { email, iat = old })));
        Assert.All(["c-1", "c-2"], customId => Assert.Equal(TokenFailure.Ended, Verify(storage, new { customId, iat = old })));
        Assert.Equal(TokenFailure.None, Verify(storage, new { email = "third@shop.example", iat = old }));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task EndTokens_OfWhatAnotherCustomerProvedToBeTheirs_LeavesTheOthersNewTokens(bool onServer)
    {
        const string Passed = "info@shop.example";
        await using var storage = await StartAsync(onServer);
        var taken = TimeProvider.System.GetUtcNow().AddMinutes(-10);
        await storage.AppendAsync(Entry(U1, at: taken.AddDays(-1), token: new TokenIdentity(U1, Passed, null)));
        await storage.AppendAsync(Entry(U1, at: taken.AddHours(-1), token: new TokenIdentity(U1, "anna@shop.example", null)));
        await storage.AppendAsync(Entry(U2, at: taken, token: new TokenIdentity(U2, Passed, null)));

        await storage.Customers.EndTokensAsync(U1, CancellationToken.None);

        var moment = taken.ToUnixTimeSeconds();
        Assert.Equal(U2, (await storage.ProfileAsync(U2)).Uuid);
        Assert.Equal(TokenFailure.Ended, Verify(storage, new { email = Passed, iat = moment - 60 }));
        Assert.Equal(TokenFailure.None, Verify(storage, new { email = Passed, iat = moment + 60 }));
        Assert.Equal(TokenFailure.Ended, Verify(storage, new { uuid = U1, email = Passed, iat = moment + 60 }));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task EndTokens_Recorded_SaysNothingOfTheCustomer(bool onServer)
    {
        await using var storage = await StartAsync(onServer);
        await storage.AppendAsync(Entry(U1, email: "anna@shop.example"));

        await storage.Customers.EndTokensAsync(U1, CancellationToken.None);

        var entry = (await storage.AuditReader.ReadBeforeAsync(new(), null, 1, CancellationToken.None))[0];
        Assert.Equal(("customer.tokens.ended", storage.Audit.PseudonymOfCustomer(U1)), (entry.Action, entry.Subject));
        Assert.Equal("""{"identifiers":2}""", entry.After);
        Assert.Equal(2, storage.ReadNumber("""SELECT count(*) FROM "TokenEnds" WHERE length("Identifier") = 32"""));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task EndTokens_OfNobody_EndsAndRecordsNothing(bool onServer)
    {
        await using var storage = await StartAsync(onServer);
        var head = storage.AuditReader.Head;

        Assert.Null(await storage.Customers.EndTokensAsync(U1, CancellationToken.None));

        Assert.Equal(head, storage.AuditReader.Head);
        Assert.Equal(TokenFailure.None, Verify(storage, new { uuid = U1 }));
    }

    private static TokenFailure Verify(StorageFixture storage, object claims)
    {
        // In a minute, when the newest of the tokens is not issued in the future.
        var verifier = new TokenVerifier(new TokenRules(), storage.EndedTokens);
        return verifier.Verify(Encoding.UTF8.GetBytes(SigningKey.Shared.Token(claims)), Key, TimeProvider.System.GetUtcNow().AddMinutes(1)).Failure;
    }

    private static VerificationKey KeyOf(SigningKey key)
    {
        var read = Assert.IsType<CertificateReading.Accepted>(CertificateReader.Read(key.PublicPem));
        return VerificationKey.Of(new Certificate("c", read.Pem, read.Sha256, read.KeySize, Now, "test"));
    }
}
