using EventAuth.Core.Journal;
using EventAuth.Core.Profiles;
using EventAuth.Core.Tokens;
using EventAuth.Storage.Audit;
using EventAuth.Testing;
using static EventAuth.Storage.Tests.StorageFixture;

namespace EventAuth.Storage.Tests.Journal;

/// <summary>Each event keeps who sent it, as hashes, so that it can be decided again.</summary>
public abstract class EventSenderTests(bool onServer) : IAsyncLifetime
{
    private const string U1 = "11111111-0000-4000-8000-000000000001";
    private const string U2 = "22222222-0000-4000-8000-000000000002";

    private StorageFixture _storage = null!;

    public async Task InitializeAsync() => _storage = await StartAsync(onServer);

    public async Task DisposeAsync() => await _storage.DisposeAsync();

    [Fact]
    public async Task Accepted_WithoutAToken_KeepsWhatTheEventSays()
    {
        await _storage.AppendAllAsync([Entry(U1), Entry(U1, email: "Anna@Shop.example", customId: "c-1"), Entry(U1, email: "no e-mail", customId: "")]);

        Assert.Equal(
            [
                new SenderHashes(false, false, Uuid(U1), 0, 0),
                new SenderHashes(false, false, Uuid(U1), Hash(IdentifierKind.Email, "anna@shop.example"), Hash(IdentifierKind.CustomId, "c-1")),
                new SenderHashes(false, false, Uuid(U1), 0, 0),
            ],
            Senders());
    }

    [Fact]
    public async Task Accepted_WithAToken_KeepsWhatTheTokenSays()
    {
        await _storage.AppendAllAsync(
        [
            Entry(U1, token: new TokenIdentity(U2, "Anna@Shop.example", "c-1")),
            Entry(U1, email: "other@shop.example", token: new TokenIdentity(null, null, "c-2")),
            Entry(null, token: new TokenIdentity(null, "bob@shop.example", null)),
        ]);

        Assert.Equal(
            [
                new SenderHashes(true, true, Uuid(U2), Hash(IdentifierKind.Email, "anna@shop.example"), Hash(IdentifierKind.CustomId, "c-1")),
                new SenderHashes(true, false, Uuid(U1), 0, Hash(IdentifierKind.CustomId, "c-2")),
                new SenderHashes(true, false, 0, Hash(IdentifierKind.Email, "bob@shop.example"), 0),
            ],
            Senders());
    }

    // Its hashes are in the record of rejections.
    [Fact]
    public async Task Rejected_KeepsOnlyWhetherThereWasAToken()
    {
        await _storage.AppendAsync(Entry(U1, "form.submit", email: "anna@shop.example"), Snapshot(withJwt: "form.submit"));

        Assert.Equal(new byte[] { 0 }, Assert.Single(_storage.Read("""SELECT "Sender" FROM "Events" """)));
    }

    private ulong Uuid(string uuid) => Hash(IdentifierKind.Uuid, uuid);

    private ulong Hash(IdentifierKind kind, string value) => _storage.Get<AuditRecorder>().ShortHashOf(kind, value);

    private IEnumerable<SenderHashes> Senders() => _storage.Read("""SELECT "Sender" FROM "Events" ORDER BY "Id" """).Select(bytes =>
    {
        Assert.True(SenderHashes.TryRead((byte[])bytes, out var sender));
        return sender;
    });
}

public sealed class EventSenderOnSqliteTests() : EventSenderTests(onServer: false);

public sealed class EventSenderOnPostgresTests() : EventSenderTests(onServer: true);
