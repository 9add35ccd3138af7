using EventAuth.EndToEnd.Tests.Browsing;
using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.EndToEnd.Tests.Keys;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventAuth.EndToEnd.Tests.Journeys;

/// <summary>The dialog "Certificate" as a person sees it before anything is applied: focus, files, and the commands it shows.</summary>
public sealed class CertificateDialogTests(SharedProgram shared) : BrowserTest(shared), IClassFixture<SharedProgram>
{
    private static readonly string[] Commands = ["Copy command 1", "Copy command 2", "Copy command 3", "Copy command 4"];

    [Fact]
    public async Task Define_Pressed_PutsTheFocusIntoTheBox()
    {
        var dialog = await (await OpenSettingsAsync()).DefineCertificateAsync();
        await Expect(dialog.Code).ToBeFocusedAsync();
    }

    [Fact]
    public async Task UploadCertificateCode_Pressed_OpensTheFileDialogAtOnceAndShowsTheNameOfTheFile()
    {
        using var openssl = await OpenSsl.MakePairAsync();
        var dialog = await (await OpenSettingsAsync()).DefineCertificateAsync();
        await dialog.Upload.ClickAsync();

        var chooser = await dialog.Root.Page.RunAndWaitForFileChooserAsync(() => dialog.File.ClickAsync());
        await chooser.SetFilesAsync(new FilePayload { Name = "public.pem", MimeType = "text/plain", Buffer = openssl.Bytes("public.pem") });

        await Expect(dialog.FileName).ToHaveTextAsync("public.pem");
        await Expect(dialog.Apply).ToBeEnabledAsync();
        await dialog.Code.FillAsync("");
        await Expect(dialog.FileName).ToBeHiddenAsync();
    }

    [Fact]
    public async Task UploadCertificateCode_ByKeyboard_OpensTheFileDialog()
    {
        var dialog = await (await OpenSettingsAsync()).DefineCertificateAsync();
        await dialog.Upload.PressAsync("Enter");
        await Expect(dialog.File).ToBeVisibleAsync();
        await dialog.Upload.PressAsync("Tab");
        await Expect(dialog.File).ToBeFocusedAsync();
        await dialog.Root.Page.RunAndWaitForFileChooserAsync(() => dialog.Root.Page.Keyboard.PressAsync("Enter"));
    }

    [Fact]
    public async Task Commands_RunInTheirOrder_MakeWhatTheDialogTakes()
    {
        using var openssl = new OpenSsl();
        var dialog = await (await OpenSettingsAsync()).DefineCertificateAsync();
        var output = "";
        foreach (var name in Commands)
        {
            output = await openssl.ShellAsync(await CommandAsync(dialog, name));
        }

        await openssl.RunAsync("pkcs8 -inform DER -nocrypt -in private.der -out again.pem");
        Assert.Equal(openssl.Text("private.pem"), openssl.Text("again.pem"));
        Assert.DoesNotContain('\n', output);
        await dialog.Code.PasteAsync(output);
        await Expect(dialog.Apply).ToBeEnabledAsync();
        var fingerprint = await openssl.ShellAsync(await CommandAsync(dialog, "Copy command that shows the fingerprint"));
        await Expect(dialog.Root).ToContainTextAsync(fingerprint[..64]);
    }

    // What the button copies is shown before it.
    private static Task<string> CommandAsync(CertificateDialog dialog, string copy) =>
        Button(dialog.Root, copy).Locator("xpath=preceding-sibling::code").InnerTextAsync();

    private static ILocator Button(ILocator root, string name) => root.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
