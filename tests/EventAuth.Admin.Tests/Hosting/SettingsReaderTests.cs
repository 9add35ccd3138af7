using EventAuth.Admin.Settings;
using Microsoft.Extensions.Configuration;

namespace EventAuth.Admin.Tests.Hosting;

public class SettingsReaderTests
{
    [Fact]
    public void Read_NothingSet_GivesTheDefaultsOfTheContract()
    {
        var settings = Read();

        Assert.Equal("127.0.0.1:5080 False", Show(settings.Listeners.Admin));
        Assert.Equal("127.0.0.1:5081 False", Show(settings.Listeners.Ingest));
        Assert.Equal((null, null), (settings.Listeners.MaxAdminConnections, settings.Listeners.MaxIngestConnections));
        Assert.Equal(1_000, settings.Listeners.MinBodyBytesPerSecond);
        Assert.Equal(128, settings.Ingest.MaxBodyMegabytes);
        Assert.Equal(Path.GetFullPath("./data"), settings.Storage.Path);
        Assert.Equal(TimeSpan.FromSeconds(30), settings.Tokens.ClockSkew);
        Assert.Equal(TimeSpan.FromDays(30), settings.Tokens.MaxLifetime);
        Assert.Equal(10_000, settings.Storage.MaxDiscovered);
        Assert.Equal(new RateLimitSettings(SignInPerMinute: 10, ApiPerSecond: 200), settings.RateLimits);
        Assert.Equal(0, settings.Ingest.RequestsPerSecond);
        Assert.Equal(new ConsoleSettings(MaxMessageKilobytes: 32, MaxRetainedCircuits: 100), settings.Console);
        Assert.False(settings.Bootstrap.IsAnySet);
    }

    [Theory]
    [InlineData("Listeners:Admin", "127.0.0.1:5080")]
    [InlineData("Listeners:Admin", "ftp://127.0.0.1:5080")]
    [InlineData("Listeners:Admin", "http://127.0.0.1:5080/console")]
    [InlineData("Listeners:Admin", "http://shop.example:5080")]
    [InlineData("Listeners:Admin", "http://127.0.0.1:65536")]
    [InlineData("Listeners:Ingest", "http://0.0.0.0:5081")]
    [InlineData("Listeners:Ingest", "http://*:5081")]
    [InlineData("Listeners:Ingest", "http://127.0.0.1:5080")]
    [InlineData("Listeners:Ingest", "https://127.0.0.1:5081")]
    [InlineData("Listeners:IngestPublicAddress", "events.shop.example")]
    [InlineData("Listeners:IngestPublicAddress", "https://events.shop.example/?x=1")]
    [InlineData("Listeners:AllowPlainHttp", "yes")]
    [InlineData("Listeners:TrustedProxies", "proxy.example")]
    [InlineData("Listeners:MaxAdminConnections", "15")]
    [InlineData("Listeners:MaxIngestConnections", "0")]
    [InlineData("Listeners:MinBodyBytesPerSecond", "0")]
    [InlineData("Ingest:MaxBodyMegabytes", "1")]
    [InlineData("Storage:Path", "")]
    [InlineData("Storage:MaxQueuedEvents", "10")]
    [InlineData("Storage:Provider", "MySql")]
    [InlineData("Storage:ConnectionString", "Host=db.internal")]
    [InlineData("Policy:StaleAfterSeconds", "1")]
    [InlineData("Policy:Notifications", "sometimes")]
    [InlineData("Node:Name", "two\nlines")]
    [InlineData("Node:Name", "a-name-that-is-longer-than-sixty-characters-and-fits-no-table-at-all")]
    [InlineData("Node:Id", "1")]
    [InlineData("Tokens:ClockSkewSeconds", "-1")]
    [InlineData("Tokens:ClockSkewSeconds", "half a minute")]
    [InlineData("Tokens:MaxLifetimeSeconds", "0")]
    [InlineData("Tokens:ProofOfPossession", "Optional")]
    [InlineData("Tokens:ProofSeconds", "4")]
    [InlineData("Tokens:ProofSeconds", "301")]
    [InlineData("Tokens:ProofAddresses", "shop.example")]
    [InlineData("Tokens:ProofAddresses", "https://shop.example/")]
    [InlineData("Tokens:ProofAddresses", "https://shop.example/e?a=b")]
    [InlineData("Tokens:ProofAddresses", "https://user@shop.example")]
    [InlineData("Ingest:AllowedOrigins", "https://shop.example/path")]
    [InlineData("Catalog:MaxDiscovered", "1e4")]
    [InlineData("RateLimits:SignInPerMinute", "-1")]
    [InlineData("RateLimits:ApiPerSecond", "many")]
    [InlineData("RateLimits:IngestPerSecond", "0.5")]
    [InlineData("RateLimits:PerSecond", "5")]
    [InlineData("Console:MaxMessageKilobytes", "0")]
    [InlineData("Console:MaxRetainedCircuits", "-1")]
    [InlineData("Bootstrap:AdminEmail", "nobody")]
    [InlineData("Bootstrap:AdminPassword", "short")]
    [InlineData("Bootstrap:ApiKey", "too-short")]
    [InlineData("Bootstrap:ApiKey", "with a blank 0123456789 0123456789 0123456789")]
    [InlineData("Tokens:Audiance", "shop")]
    public void Read_OneWrong_NamesItsKey(string key, string value)
    {
        var refusal = Assert.Throws<StartRefusedException>(() => Read((key, value)));

        Assert.Contains(refusal.Sentences, sentence => sentence.StartsWith(key, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_ProofOfPossession_IsOffUnlessAcceptedOrRequired()
    {
        Assert.Null(Read().Tokens.Proof);
        Assert.Null(Read(("Tokens:ProofOfPossession", "off"), ("Tokens:ProofSeconds", "30")).Tokens.Proof);

        var proof = Read(("Tokens:ProofOfPossession", "required"), ("Tokens:ProofSeconds", "30"), ("Tokens:ProofAddresses", "https://a.example, https://b.example/e")).Tokens.Proof!;
        Assert.Equal(TimeSpan.FromSeconds(30), proof.Window);
        Assert.Equal<string>(["https://a.example", "https://b.example/e"], proof.Addresses);
        Assert.Equal(TimeSpan.FromSeconds(60), Read(("Tokens:ProofOfPossession", "Required")).Tokens.Proof!.Window);
        Assert.False(proof.AcceptsBearers);

        var accepted = Read(("Tokens:ProofOfPossession", "accepted"), ("Tokens:ProofSeconds", "30")).Tokens;
        Assert.Equal((true, TimeSpan.FromSeconds(30), false), (accepted.Proof!.AcceptsBearers, accepted.Proof.Window, accepted.RequiresProof));
    }

    [Fact]
    public void Read_SeveralWrong_NamesAllAtOnce()
    {
        var refusal = Assert.Throws<StartRefusedException>(() => Read(("Tokens:ClockSkewSeconds", "x"), ("Catalog:MaxDiscovered", "-1"), ("Listeners:Admin", "x")));

        Assert.Equal(3, refusal.Sentences.Count);
    }

    [Fact]
    public void Read_SecretsWrong_RepeatsNoneOfThem()
    {
        var refusal = Assert.Throws<StartRefusedException>(() => Read(("Bootstrap:AdminPassword", "hunter2"), ("Bootstrap:ApiKey", "sesame")));

        Assert.DoesNotContain("hunter2", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sesame", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=db.internal;Port=sesame")]
    [InlineData("Sesame=1;Host=db.internal")]
    [InlineData("Database=sesame")]
    [InlineData("sesame")]
    public void Read_ConnectionStringThatIsNone_IsRefusedAndNotRepeated(string connection)
    {
        var refusal = Assert.Throws<StartRefusedException>(
            () => Read(("Storage:Provider", "PostgreSql"), ("Storage:ConnectionString", connection), ("Catalog:MaxDiscovered", "-1")));

        Assert.Equal(2, refusal.Sentences.Count);
        Assert.StartsWith("Storage:ConnectionString ", refusal.Sentences[0], StringComparison.Ordinal);
        Assert.DoesNotContain("sesame", refusal.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Read_PostgreSql_TakesHowToConnectAndShowsItNowhere()
    {
        var settings = Read(("Storage:Provider", "postgresql"), ("Storage:ConnectionString", "Host=db.internal;Password=sesame"));

        Assert.Equal("Host=db.internal;Password=sesame", settings.Storage.Server);
        Assert.DoesNotContain("sesame", settings.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_PostgreSqlWithoutConnectionString_AsksForIt()
    {
        var refusal = Assert.Throws<StartRefusedException>(() => Read(("Storage:Provider", "PostgreSql")));

        Assert.StartsWith("Storage:ConnectionString is missing", Assert.Single(refusal.Sentences), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_EmailWithoutPassword_AsksForBoth()
    {
        var refusal = Assert.Throws<StartRefusedException>(() => Read(("Bootstrap:AdminEmail", "a@shop.example")));

        Assert.StartsWith("Bootstrap:AdminPassword is missing", Assert.Single(refusal.Sentences), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ApiKeyAlone_IsAllowed() =>
        Assert.Equal("0123456789abcdef0123456789abcdef", Read(("Bootstrap:ApiKey", "0123456789abcdef0123456789abcdef")).Bootstrap.ApiKey);

    [Fact]
    public void Read_BothListenersEmpty_Refuses() =>
        Assert.Throws<StartRefusedException>(() => Read(("Listeners:Admin", ""), ("Listeners:Ingest", "")));

    [Fact]
    public void Read_OneListenerEmpty_TurnsItOff() => Assert.Null(Read(("Listeners:Ingest", "")).Listeners.Ingest);

    [Theory]
    [InlineData("Listeners:AllowPlainHttp", "true")]
    [InlineData("Listeners:TrustedProxies", "10.0.0.7, 10.1.0.0/16")]
    public void Read_PlainHttpBeyondLoopbackByPermission_IsAllowed(string key, string value) =>
        Assert.Equal("0.0.0.0:80 False", Show(Read(("Listeners:Ingest", "http://0.0.0.0:80"), (key, value)).Listeners.Ingest));

    [Theory]
    [InlineData("https://Events.Shop.example/", "https://events.shop.example")]
    [InlineData(" /events ", "/events")]
    [InlineData("", null)]
    public void Read_PublicAddress_IsKeptAsBrowsersWriteIt(string value, string? expected) =>
        Assert.Equal(expected, Read(("Listeners:IngestPublicAddress", value)).Listeners.IngestPublicAddress?.ToString());

    [Fact]
    public void Read_NumberedOrigins_TakesAll() =>
        Assert.Equal(
            ["https://a.example", "https://b.example"],
            Read(("Ingest:AllowedOrigins:0", "https://a.example"), ("Ingest:AllowedOrigins:1", "https://B.example:443")).Ingest.AllowedOrigins.ToArray());

    private static AdminSettings Read(params (string Key, string Value)[] settings) => SettingsReader.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build());

    private static string Show(ListenerAddress? address) => $"{address?.Address}:{address?.Port} {address?.IsHttps}";
}
