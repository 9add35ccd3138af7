using Bunit;
using EventAuth.Admin.Components.EventSettings.Certificates;
using EventAuth.Admin.Components.Kit;
using EventAuth.Core.Administration;
using EventAuth.Core.Policies;
using EventAuth.Testing;
using Microsoft.JSInterop;
using MudBlazor;

namespace EventAuth.Admin.Tests.Components.EventSettings.Certificates;

/// <summary>The certificate's card with its dialogs and toasts with a real database; the test acts as the browser.</summary>
internal sealed class CertificateTab
{
    private readonly ConsoleFixture _console;
    private readonly BunitJSModuleInterop _module;

    public CertificateTab(ConsoleFixture console)
    {
        _console = console;
        _module = console.Page.JSInterop.SetupModule("./certificate-guard.js");
        _module.Mode = JSRuntimeMode.Loose;
        _module.SetupModule("guard", _ => true).Mode = JSRuntimeMode.Loose;
        Dialogs = console.Page.Render<MudDialogProvider>();
        Toasts = console.Page.Render<SnackbarHost>();
        Card = Render(console.Policies.Current.Revision);
    }

    public IRenderedComponent<CertificateCard> Card { get; }

    public IRenderedComponent<MudDialogProvider> Dialogs { get; }

    public IRenderedComponent<SnackbarHost> Toasts { get; }

    public AngleSharp.Dom.IElement Apply => Button("Apply");

    public IRenderedComponent<CertificateCard> Render(PolicyRevision revision, bool ready = true) =>
        _console.Page.Render<CertificateCard>(set => set
            .Add(card => card.Revision, revision)
            .Add(card => card.Author, _console.SignedIn)
            .Add(card => card.Changeable, true)
            .Add(card => card.Ready, ready));

    /// <summary>Presses "Define" and waits until the dialog can be used.</summary>
    public void Define()
    {
        Card.InOneTurn(() => Card.Find("button").Click());
        Dialogs.WaitForAssertion(() => Assert.False(Dialogs.Find("textarea").HasAttribute("disabled")));
    }

    /// <summary>What the browser sends when a public key was entered.</summary>
    public Task EnterAsync(string text, params string[] corrections) => Inbox().Recognised(text, corrections);

    /// <summary>What it sends instead when it was something else.</summary>
    public Task RefuseAsync(string code) => Inbox().Refused(code);

    public AngleSharp.Dom.IElement Button(string name) =>
        Dialogs.FindAll("button").Single(button => button.TextContent.Trim() == name);

    /// <summary>Defines a certificate as another person would.</summary>
    public async Task DefineElsewhereAsync(SigningKey key)
    {
        var change = PolicyChange.OfCertificate(key.PublicPem, overwrite: true);
        var result = await _console.PolicyService.ApplyAsync(
            change, _console.Policies.Current.Version, "other@shop.example", rebase: true, CancellationToken.None);
        Assert.IsType<ApplyResult.Applied>(result);
    }

    public void WaitForToast(string text) =>
        Toasts.WaitForAssertion(() => Assert.Contains(text, Toasts.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));

    private CertificateCallbacks Inbox() =>
        ((DotNetObjectReference<CertificateCallbacks>)_module.Invocations["guard"][^1].Arguments[1]!).Value;
}
