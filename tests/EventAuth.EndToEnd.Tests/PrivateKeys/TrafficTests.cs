using EventAuth.EndToEnd.Tests.Browsing;
using EventAuth.EndToEnd.Tests.Keys;
using static Microsoft.Playwright.Assertions;

namespace EventAuth.EndToEnd.Tests.PrivateKeys;

/// <summary>The recorder of <see cref="PrivateKeyTests"/> does see what is sent.</summary>
public sealed class TrafficTests : BrowserTest
{
    [Fact]
    public async Task PublicKey_PastedAndApplied_IsSeenByTheSameRecorder()
    {
        using var openssl = await OpenSsl.MakePairAsync();
        var visitor = await ComeAsync();
        var traffic = new Traffic(visitor.Page);
        var tab = await visitor.OpenSettingsAsync();
        var dialog = await tab.DefineCertificateAsync();

        await dialog.Code.PasteAsync(openssl.Text("public.pem"));
        await dialog.Apply.ClickAsync();
        await Expect(tab.Toast.First).ToBeVisibleAsync();

        Assert.Contains(traffic.Sent, new SecretFinder([openssl.Bytes("public.pem")]).IsIn);
    }
}
