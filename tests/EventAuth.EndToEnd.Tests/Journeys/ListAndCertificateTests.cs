using EventAuth.EndToEnd.Tests.Browsing;
using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.Testing;
using static Microsoft.Playwright.Assertions;

namespace EventAuth.EndToEnd.Tests.Journeys;

/// <summary>One person defines the certificate while another changes a list: both are kept.</summary>
public sealed class ListAndCertificateTests : BrowserTest
{
    [Fact]
    public async Task ListAndCertificate_ChangedByBoth_BothStand()
    {
        var first = await OpenSettingsAsync();
        var second = (await OpenSettingsAsync()).List(EventSettingsTab.WithJwt);
        var dialog = await first.DefineCertificateAsync();
        await dialog.Code.PasteAsync(SigningKey.Shared.PublicPem);
        await second.OpenAsync();
        await second.PickAsync("product.view");

        await dialog.Apply.ClickAsync();
        await Expect(first.Toast).ToBeVisibleAsync();
        await second.ApplyAsync();

        Assert.Contains("product.view", (await ListsAsync()).UpdateWithJwt);
        (await Program.Ingest.PostAsync(new { action = "product.view" }, SigningKey.Shared.Token(new { customId = "c-1" }))).Expect(202);
    }

    [Fact]
    public async Task CertificateDialogOpen_ListAppliedMeanwhile_TheCertificateIsSavedToo()
    {
        var first = await OpenSettingsAsync();
        var second = (await OpenSettingsAsync()).List(EventSettingsTab.WithJwt);
        await second.OpenAsync();
        await second.PickAsync("product.view");
        var dialog = await first.DefineCertificateAsync();
        await dialog.Code.PasteAsync(SigningKey.Shared.PublicPem);

        await second.ApplyAsync();
        await dialog.Apply.ClickAsync();
        await Expect(first.Toast).ToBeVisibleAsync();

        Assert.Contains("product.view", (await ListsAsync()).UpdateWithJwt);
        (await Program.Ingest.PostAsync(new { action = "product.view" }, SigningKey.Shared.Token(new { customId = "c-1" }))).Expect(202);
    }

    private async Task<PolicyLists> ListsAsync() => PolicyLists.Read((await Program.Api.GetAsync("/api/v1/policy")).Expect(200).Json);
}
