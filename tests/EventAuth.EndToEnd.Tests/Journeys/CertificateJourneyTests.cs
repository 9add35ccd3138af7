using EventAuth.EndToEnd.Tests.Browsing;
using EventAuth.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventAuth.EndToEnd.Tests.Journeys;

/// <summary>A certificate defined in the dialog: questions, and where the focus goes afterwards.</summary>
public sealed class CertificateJourneyTests : BrowserTest
{
    [Fact]
    public async Task Dialog_LeftByEscapeCancelOrApply_GivesTheFocusBackToDefine()
    {
        var tab = await OpenSettingsAsync();
        foreach (var key in new[] { "Escape", "Cancel", "Apply" })
        {
            var dialog = await tab.DefineCertificateAsync();
            await Expect(dialog.Code).ToBeFocusedAsync();
            await dialog.Code.PasteAsync(SigningKey.Shared.PublicPem);
            await Expect(dialog.Apply).ToBeEnabledAsync();
            await (key == "Escape" ? tab.Page.Keyboard.PressAsync(key) : Button(dialog.Root, key).ClickAsync());
            await Expect(dialog.Root).ToBeHiddenAsync();
            await Expect(tab.DefineCertificate).ToBeFocusedAsync();
        }

        await Expect(tab.Toast.First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task OverwriteQuestion_Answered_GivesTheFocusBack()
    {
        await DefineCertificateAsync();
        var tab = await OpenSettingsAsync();
        var dialog = await tab.DefineCertificateAsync();
        await dialog.Code.PasteAsync(SigningKey.Other.PublicPem);

        await dialog.Apply.ClickAsync();
        await Expect(Button(dialog.Overwrite, "Keep existing")).ToBeFocusedAsync();
        await Expect(dialog.Overwrite).ToContainTextAsync(SigningKey.Shared.Sha256);
        await Expect(dialog.Overwrite).ToContainTextAsync(SigningKey.Other.Sha256);
        await tab.Page.Keyboard.PressAsync("Enter");
        await Expect(dialog.Overwrite).ToBeHiddenAsync();
        await Expect(dialog.Apply).ToBeFocusedAsync();

        await dialog.Apply.ClickAsync();
        await Button(dialog.Overwrite, "Overwrite").ClickAsync();
        await Expect(dialog.Root).ToBeHiddenAsync();
        await Expect(tab.DefineCertificate).ToBeFocusedAsync();
        await Expect(tab.Certificate).ToContainTextAsync(SigningKey.Other.Sha256);
    }

    [Fact]
    public async Task OverwriteQuestion_CertificateDefinedMeanwhile_KeepExistingGivesTheFocusBackToDefine()
    {
        var tab = await OpenSettingsAsync();
        var dialog = await tab.DefineCertificateAsync();
        await dialog.Code.PasteAsync(SigningKey.Other.PublicPem);
        await Expect(dialog.Apply).ToBeEnabledAsync();
        await DefineCertificateAsync();

        await dialog.Apply.ClickAsync();
        await Button(dialog.Overwrite, "Keep existing").ClickAsync();

        await Expect(dialog.Overwrite).ToBeHiddenAsync();
        await Expect(tab.DefineCertificate).ToBeFocusedAsync();
        await Expect(tab.Certificate).ToContainTextAsync(SigningKey.Shared.Sha256);
    }

    private static ILocator Button(ILocator root, string name) => root.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
