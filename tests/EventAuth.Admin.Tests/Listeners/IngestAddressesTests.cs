using EventAuth.Admin.Listeners;
using EventAuth.Admin.Settings;
using EventAuth.Admin.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace EventAuth.Admin.Tests.Listeners;

public sealed class IngestAddressesTests(SharedProgram shared) : IClassFixture<SharedProgram>
{
    private static readonly Uri s_console = new("https://console.example/");

    [Fact]
    public void For_ConsoleOnThisMachine_IsTheListenersOwn()
    {
        var found = Of(shared).For(shared.Program.Admin);

        var own = $"http://127.0.0.1:{shared.Program.Ingest.Port}";
        Assert.Equal((own, own, IngestAddressSource.Listener), (found!.Endpoint, found.Direct!.ToString(), found.Source));
    }

    [Fact]
    public void For_ConsoleByTheNameOfThisMachine_HasThatName() =>
        Assert.Equal($"http://localhost:{shared.Program.Ingest.Port}", Of(shared).For(new Uri("http://localhost:5080/"))!.Endpoint);

    [Fact]
    public void For_ConsoleFromElsewhereAndListenerOfThisMachine_IsAGuess()
    {
        var found = Of(shared).For(s_console);

        Assert.Equal((IngestAddressSource.Guess, $"http://console.example:{shared.Program.Ingest.Port}"), (found!.Source, found.Endpoint));
    }

    [Theory]
    [InlineData("https://events.shop.example", "https://events.shop.example", "https://events.shop.example")]
    [InlineData("/events", "/events", null)]
    [InlineData("/", "", null)]
    public void For_AddressInTheSettings_IsThat(string setting, string endpoint, string? direct)
    {
        var settings = new ListenerSettings(null, null, []) { IngestPublicAddress = PublicAddress.TryParse(setting) };

        var found = new IngestAddresses(settings, new BoundListeners(settings)).For(s_console);

        Assert.Equal((endpoint, direct, IngestAddressSource.Setting), (found!.Endpoint, found.Direct?.ToString(), found.Source));
    }

    [Fact]
    public void For_ListenerTurnedOffAndNothingSaid_IsNone()
    {
        var settings = new ListenerSettings(null, null, []);

        Assert.Null(new IngestAddresses(settings, new BoundListeners(settings)).For(s_console));
    }

    private static IngestAddresses Of(SharedProgram shared) => shared.Program.Services.GetRequiredService<IngestAddresses>();
}
