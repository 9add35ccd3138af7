using System.Text;
using EventAuth.EndToEnd.Tests.Browsing;
using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.EndToEnd.Tests.Keys;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventAuth.EndToEnd.Tests.PrivateKeys;

/// <summary>
/// "A private key never leaves the browser": every frame and request is searched, for every form and every way to enter it.
/// Nothing here changes the program, so one serves all tests.
/// </summary>
public sealed class PrivateKeyTests(SharedProgram shared) : BrowserTest(shared), IClassFixture<SharedProgram>
{
    public static TheoryData<PrivateKeyForm> Forms => [.. Enum.GetValues<PrivateKeyForm>()];

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task PrivateKey_EnteredInEveryWay_NeverLeavesTheBrowser(PrivateKeyForm form)
    {
        var key = await PrivateKeyFile.MakeAsync(form);
        var visitor = await ComeAsync();
        var traffic = new Traffic(visitor.Page);
        var tab = await visitor.OpenSettingsAsync();

        var ways = new List<Func<CertificateDialog, Task>>
        {
            dialog => dialog.UploadAsync("private.pem", key.Content),
            dialog => dialog.Code.DropAsync("private.pem", key.Content),
        };
        if (PrivateKeyFile.IsText(form))
        {
            var text = Encoding.ASCII.GetString(key.Content);
            ways.Add(dialog => dialog.Code.PasteAsync(text));
            ways.Add(dialog => dialog.Code.FillAsync(text));
            ways.Add(dialog => TypeAsync(dialog.Code, text));
        }

        foreach (var enter in ways)
        {
            var dialog = await tab.DefineCertificateAsync();
            await enter(dialog);
            await Expect(dialog.Alert.First).ToBeVisibleAsync();
            await TryToApplyAsync(dialog);
            await Expect(dialog.Alert.First).ToBeVisibleAsync();
            await CloseAsync(dialog);
        }

        await AssertNowhereAsync(visitor, traffic, key);
        Assert.Empty((await Program.Api.GetAsync("/api/v1/certificates")).Expect(200).Json.GetProperty("items").EnumerateArray());
    }

    [Theory]
    [InlineData(PrivateKeyForm.Pkcs8)]
    [InlineData(PrivateKeyForm.OpenSsh)]
    [InlineData(PrivateKeyForm.Encrypted)]
    public async Task PrivateKey_Pasted_IsSaidToBeOne(PrivateKeyForm form)
    {
        var key = await PrivateKeyFile.MakeAsync(form);
        var tab = await OpenSettingsAsync();
        var dialog = await tab.DefineCertificateAsync();

        await dialog.Code.PasteAsync(Encoding.ASCII.GetString(key.Content));

        await Expect(dialog.Alert.First).ToContainTextAsync("private key");
    }

    [Fact]
    public async Task Key_PressedInTheBox_IsNotSent()
    {
        var visitor = await ComeAsync();
        var traffic = new Traffic(visitor.Page);
        var dialog = await (await visitor.OpenSettingsAsync()).DefineCertificateAsync();

        await dialog.Code.PressSequentiallyAsync("xx");
        await Expect(dialog.Alert.First).ToBeVisibleAsync();
        Assert.DoesNotContain(traffic.Sent, HasKey);

        // The library listens to the keys pressed on the rest of the dialog, so the recorder would have seen it.
        await dialog.Cancel.PressAsync("x");
        await Until.TrueAsync(() => Task.FromResult(traffic.Sent.Any(HasKey)), () => "The key pressed beside the box was not recorded.");

        static bool HasKey(byte[] sent) => sent.AsSpan().IndexOf("KeyX"u8) >= 0;
    }

    private static async Task AssertNowhereAsync(Visitor visitor, Traffic traffic, PrivateKeyFile key)
    {
        // The visit goes on: anything held back would be sent with the next event.
        await visitor.Page.ReloadAsync();
        await new EventSettingsTab(visitor.Page).ShownAsync();
        var kept = await visitor.Page.EvaluateAsync<string>(
            "JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, history.state])");

        var finder = new SecretFinder(key.Secrets);
        Assert.True(traffic.Frames > 10, $"Only {traffic.Frames} frames were recorded.");
        Assert.DoesNotContain(traffic.Sent, finder.IsIn);
        Assert.False(finder.IsIn(Encoding.UTF8.GetBytes(kept)), "The key was kept in the browser.");
    }

    // Line by line, and the beginning key by key: what is not yet recognisable as a private key is not public either.
    private static async Task TypeAsync(ILocator box, string text)
    {
        await box.ClearAsync();
        await box.PressSequentiallyAsync(text[..80]);
        foreach (var piece in text[80..].Chunk(100))
        {
            await box.Page.Keyboard.InsertTextAsync(new string(piece));
        }
    }

    private static async Task TryToApplyAsync(CertificateDialog dialog)
    {
        await dialog.Code.BlurAsync();
        if (await dialog.Apply.IsEnabledAsync())
        {
            await dialog.Apply.ClickAsync();
        }
    }

    private static async Task CloseAsync(CertificateDialog dialog)
    {
        await dialog.Cancel.ClickAsync();
        await Expect(dialog.Root).ToBeHiddenAsync();
    }
}
