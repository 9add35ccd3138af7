using System.Runtime.Versioning;
using EventAuth.EndToEnd.Tests.Accessibility;
using EventAuth.EndToEnd.Tests.Browsing;
using EventAuth.EndToEnd.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventAuth.EndToEnd.Tests.Demo;

/// <summary>A generated shop. For SQLite alone: the demo always has a database in a folder that it deletes.</summary>
[Trait("Database", "Sqlite")]
[SupportedOSPlatform("linux")]
public sealed class DemoTests : IDisposable
{
    private const string Mark = "Demo: generated traffic, thrown away at the end";

    private static readonly string[] Codes =
    [
        "listed_anonymous", "known_customer", "authenticated", "listed_with_jwt", "listed_update_without_jwt",
        "jwt_required", "not_allowed_for_anonymous", "invalid_event", "token_expired", "invalid_token", "identity_mismatch",
    ];

    private readonly string _temporary = TemporaryFolder.Make();

    public void Dispose() => Directory.Delete(_temporary, recursive: true);

    [Fact]
    public async Task Demo_FromStartToEnd_LivesAndLeavesNothing()
    {
        await using var demo = await DemoProgram.StartAsync(_temporary);
        var folder = Assert.Single(DemoProgram.FoldersIn(_temporary));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));

        foreach (var code in Codes)
        {
            await demo.DecidedAsync("code=" + code);
        }

        Assert.Equal(0, await demo.StopAsync());
        Assert.Empty(DemoProgram.FoldersIn(_temporary));
        Assert.DoesNotContain("fail: ", demo.Output.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("warn: ", demo.Output.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_History_IsOfItsOwnTime()
    {
        await using var demo = await DemoProgram.StartAsync(_temporary);

        foreach (var span in (string[])["day", "week", "month"])
        {
            // A step may just miss its hour.
            var counts = (await demo.Api.GetAsync("/api/v1/decisions/counts?span=" + span)).Expect(200).Json;
            var accepted = counts.GetProperty("periods").EnumerateArray().Select(period => period.GetProperty("accepted").GetInt64());
            Assert.InRange(accepted.Count(number => number == 0), 0, 1);
            Assert.NotEqual(0, counts.GetProperty("rejected").GetInt64());
        }

        var now = TimeProvider.System.GetUtcNow();
        var certificate = Assert.Single((await demo.Api.GetAsync("/api/v1/certificates")).Expect(200).Json.GetProperty("items").EnumerateArray());
        Assert.InRange(certificate.GetProperty("createdAt").GetDateTimeOffset(), now.AddDays(-63), now.AddDays(-61));
    }

    [Fact]
    public async Task Demo_KeyRotation_IsSeenInWhatIsDecided()
    {
        await using var demo = await DemoProgram.StartAsync(_temporary, rotateAfterSeconds: 1);
        await Until.TrueAsync(
            async () => (await demo.Api.GetAsync("/api/v1/certificates")).Expect(200).Json.GetProperty("items").GetArrayLength() == 2,
            () => "The certificate was not overwritten.");
        var certificates = (await demo.Api.GetAsync("/api/v1/certificates")).Json.GetProperty("items").EnumerateArray().ToList();
        var current = certificates.Single(certificate => certificate.GetProperty("state").GetString() == "current").GetProperty("id").GetString();
        var version = (await demo.Api.GetAsync("/api/v1/policy")).Expect(200).Json.GetProperty("version").GetInt32();

        // Tokens of the new key are accepted already; those of the former one are not.
        await demo.DecidedAsync("code=authenticated", decision => decision.GetProperty("certificateId").GetString() == current);
        await demo.DecidedAsync("code=invalid_token", decision => decision.GetProperty("policyVersion").GetInt32() == version);
    }

    [Fact]
    public async Task Demo_EachPage_IsMarked()
    {
        await using var demo = await DemoProgram.StartAsync(_temporary);
        var visitor = await Visitor.ComeAsync(demo.Admin, new VisitorOptions());
        var page = visitor.Page;
        await page.GotoAsync("/sign-in");
        await Expect(page.GetByText(Mark)).ToBeVisibleAsync();
        Assert.Empty(await Axe.FindAsync(page));

        await visitor.SignInAsync(await demo.PrintedAsync("E-mail:"), await demo.PrintedAsync("Password:"), EventSettingsTab.Address);
        visitor.ExpectRefusal(404);
        foreach (var path in (string[])[EventSettingsTab.Address, "/data-management/events", "/profiles", "/access", "/audit-trail", "/account", "/account/password", "/no/such/page"])
        {
            await page.GotoAsync(path);
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
            await Expect(page.GetByText(Mark)).ToBeVisibleAsync();
        }

        Assert.Empty(await Axe.FindAsync(page));
        Assert.Empty(visitor.Complaints);
        await visitor.Context.CloseAsync();
    }

    [Fact]
    public async Task Demo_AfterOneThatWasKilled_RemovesWhatThatLeft()
    {
        string left;
        await using (var killed = await DemoProgram.StartAsync(_temporary))
        {
            left = Assert.Single(DemoProgram.FoldersIn(_temporary));
            await killed.KillAsync();
            Assert.True(Directory.Exists(left));
        }

        await using var demo = await DemoProgram.StartAsync(_temporary);
        await using var another = await DemoProgram.StartAsync(_temporary);

        Assert.False(Directory.Exists(left));
        Assert.Equal(2, DemoProgram.FoldersIn(_temporary).Count);
    }
}
