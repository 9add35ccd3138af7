using EventAuth.Admin.Settings;
using EventAuth.Admin.Tests.Accounts;
using EventAuth.Admin.Tests.Api;
using EventAuth.Admin.Tests.Hosting;
using EventAuth.Core.Catalog;
using EventAuth.Core.Policies;
using Microsoft.Extensions.DependencyInjection;

namespace EventAuth.Admin.Tests.Damage;

/// <summary>Damage next to the database, and of the one row that decides everything.</summary>
public sealed class DamagedFileTests
{
    // The first slot of rejections.counts comes after a header of 128 bytes; these are its bytes of reason, of the name, and the highest
    // of the count.
    [Theory]
    [InlineData(128 + 16, 99)]
    [InlineData(128 + 18, 0xFF)]
    [InlineData(128 + 7, 0x80)]
    public async Task Start_ByteInTheFileOfRejections_LeavesTheSlotOutAndNamesIt(int place, byte value)
    {
        using var filled = await FilledStorage.MakeAsync();
        using var folder = filled.Copy();
        await using (var file = File.OpenWrite(Path.Combine(folder.Storage, "rejections.counts")))
        {
            // The length of the name, one more than it is; 0 for a slot without a name.
            file.Position = 128 + 17;
            file.WriteByte((byte)(place == 128 + 18 ? 4 : 0));
            file.Position = place;
            file.WriteByte(value);
        }

        await using var program = await RunningProgram.StartAsync(folder, time: null, FilledStorage.Settings);

        Assert.Contains("rejections.counts, row 0, is damaged", program.Log.Text, StringComparison.Ordinal);
        using var api = program.NewApiClient();
        (await api.GetAsync(new Uri("decisions/counts", UriKind.Relative))).EnsureSuccessStatusCode().Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("<key id=")]
    [InlineData("no XML at all")]
    public async Task Start_KeyFileThatIsNone_IsLeftOutAndNamed(string content)
    {
        using var filled = await FilledStorage.MakeAsync();
        using var folder = filled.Copy();
        var file = Assert.Single(Directory.GetFiles(Path.Combine(folder.Storage, "keys"), "*.xml"));
        await File.WriteAllTextAsync(file, content);

        await using var program = await RunningProgram.StartAsync(folder, time: null, FilledStorage.Settings);

        using var browser = program.NewBrowser();
        using var signedIn = await browser.SignInAsync(RunningProgram.AdminEmail, RunningProgram.AdminPassword);
        Assert.Equal(302, (int)signedIn.StatusCode);
        Assert.Contains($"keys, row {Path.GetFileNameWithoutExtension(file)}, is damaged", program.Log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE \"PolicyRevisions\" SET \"UpdateWithJwt\" = '[\"a b\"]' WHERE \"Version\" = 3", "PolicyRevisions, row 3")]
    [InlineData("UPDATE \"Certificates\" SET \"Pem\" = 'AAAA' WHERE \"Id\" = 'c3'", "Certificates, row c3")]
    [InlineData("DELETE FROM \"Certificates\" WHERE \"Id\" = 'c3'", "PolicyRevisions, row 3")]
    public async Task Start_PolicyInForceDamaged_IsRefusedAndNamed(string sql, string named)
    {
        using var filled = await FilledStorage.MakeAsync();
        using var folder = filled.Copy();
        Assert.Equal(1, FilledStorage.Change(Path.Combine(folder.Storage, "eventauth.db"), sql));

        var refusal = await Assert.ThrowsAsync<StartRefusedException>(() => RunningProgram.StartAsync(folder, time: null, FilledStorage.Settings));

        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Catalogue_NameThatIsNone_IsLeftOutAndTheOthersAreThere()
    {
        using var filled = await FilledStorage.MakeAsync();
        using var folder = filled.Copy();
        const string sql = """UPDATE "Catalog" SET "Action" = 'not a name' WHERE "Action" = 'custom.event'""";
        Assert.Equal(1, FilledStorage.Change(Path.Combine(folder.Storage, "eventauth.db"), sql));

        await using var program = await RunningProgram.StartAsync(folder, time: null, FilledStorage.Settings);

        using var api = program.NewApiClient();
        var events = await api.ReadAsync("events?limit=1000");
        Assert.Equal(StandardEvents.All.Length, events.GetProperty("items").GetArrayLength());
        Assert.Contains("Catalog, row 0x", program.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("not a name", program.Log.Text, StringComparison.Ordinal);
        Assert.Null(await program.Services.GetRequiredService<IEventCatalog>().FindAsync(EventName.Parse("custom.event"), CancellationToken.None));
    }
}
