using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventAuth.EndToEnd.Tests.Browsing;

/// <summary>The tab "JS SDK event settings", only by the roles and names of the contract.</summary>
public sealed class EventSettingsTab(IPage page)
{
    public const string Address = "/data-management/events/js-sdk-event-settings";
    public const string Anonymous = "Events without JWT allowed for anonymous customers";
    public const string WithoutJwt = "Events without JWT allowed for updating customer's information";
    public const string WithJwt = "Events with JWT allowed for updating customer's information";

    public IPage Page { get; } = page;

    public ILocator Certificate => Page.GetByRole(AriaRole.Region, new() { Name = "Certificate", Exact = true });

    public ILocator DefineCertificate => Certificate.GetByRole(AriaRole.Button, new() { Name = "Define", Exact = true });

    public ILocator Toast => Page.GetByText("Saved. Version");

    /// <summary>The card of a list, by its title.</summary>
    public EventListCard List(string title) => new(Page, Page.GetByRole(AriaRole.Region, new() { Name = title, Exact = true }));

    /// <summary>Opens the certificate dialog.</summary>
    public async Task<CertificateDialog> DefineCertificateAsync()
    {
        await DefineCertificate.ClickAsync();
        var dialog = new CertificateDialog(Page);
        await Expect(dialog.Root).ToBeVisibleAsync();
        // Until its guard is ready, the text area accepts nothing; a person sees that, but keys and drops do not wait for it.
        await Expect(dialog.Code).ToBeEnabledAsync();
        return dialog;
    }

    /// <summary>Waits until the four cards are there and can be used.</summary>
    public async Task ShownAsync()
    {
        foreach (var title in new[] { Anonymous, WithoutJwt, WithJwt })
        {
            await Expect(List(title).Define).ToBeEnabledAsync();
        }

        await Expect(DefineCertificate).ToBeEnabledAsync();
    }
}
