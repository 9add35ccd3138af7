using EventAuth.Core.Journal;
using EventAuth.Core.Profiles;
using EventAuth.Core.Tokens;
using EventAuth.Testing;
using static EventAuth.Storage.Tests.StorageFixture;

namespace EventAuth.Storage.Tests.Journal;

/// <summary>Customers whose identifiers and data are proven or not, in the real database.</summary>
public abstract class ProofTest(int remembered, bool onServer) : IAsyncLifetime
{
    protected const string Owner = "11111111-0000-4000-8000-000000000001";
    protected const string Stranger = "22222222-0000-4000-8000-000000000002";
    protected const string Other = "33333333-0000-4000-8000-000000000003";
    protected const string Email = "anna@shop.example";

    protected static TokenIdentity ByEmail { get; } = new(null, Email, null);

    protected static TokenIdentity ByCustomId { get; } = new(null, null, "c-17");

    private protected StorageFixture Storage { get; private set; } = null!;

    public async Task InitializeAsync() => Storage = await StartAsync(onServer, options => options with { MaxRemembered = remembered });

    public async Task DisposeAsync() => await Storage.DisposeAsync();

    private protected async Task<Activity> ActivityAsync(string uuid, JournalReceipt receipt) =>
        Assert.Single(await Storage.ActivitiesAsync(uuid), activity => activity.EventId == receipt.EventId);
}
