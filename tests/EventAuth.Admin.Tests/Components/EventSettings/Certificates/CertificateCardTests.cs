using Bunit;
using EventAuth.Core.Certificates;
using EventAuth.Testing;

namespace EventAuth.Admin.Tests.Components.EventSettings.Certificates;

public sealed class CertificateCardTests : IAsyncLifetime
{
    private ConsoleFixture _console = null!;
    private CertificateTab _tab = null!;

    private Certificate? InForce => _console.Policies.Current.Revision.Policy.Certificate;

    public async Task InitializeAsync()
    {
        _console = await ConsoleFixture.StartAsync();
        _tab = new CertificateTab(_console);
    }

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public void Card_NoCertificate_SaysThatTokensAreRejected()
    {
        Assert.Equal("Certificate", _tab.Card.Find("h2").TextContent);
        Assert.Contains("every event that comes with a token is rejected", _tab.Card.Find("strong").TextContent, StringComparison.Ordinal);
        Assert.Equal("Not set", _tab.Card.Find("[role=img]").GetAttribute("aria-label"));
    }

    [Fact]
    public async Task Card_CertificateInForce_ShowsFingerprintSizeSinceAndWho()
    {
        await _tab.DefineElsewhereAsync(SigningKey.Shared);
        var card = _tab.Render(_console.Policies.Current.Revision);
        Assert.Equal("Set", card.Find("[role=img]").GetAttribute("aria-label"));
        Assert.Equal(SigningKey.Shared.Sha256, card.Find("code").TextContent);
        Assert.Contains("RSA 2048 bits", card.Markup, StringComparison.Ordinal);
        Assert.Contains("by other@shop.example", card.Markup, StringComparison.Ordinal);
        Assert.NotEmpty(card.Find("time").GetAttribute("datetime")!);
    }

    [Fact]
    public async Task Card_CertificateInForce_SaysWhatAValidTokenDoes()
    {
        await _tab.DefineElsewhereAsync(SigningKey.Shared);
        var sentence = _tab.Render(_console.Policies.Current.Revision).Find("p").TextContent;
        Assert.Contains("visible on the customer’s activity list", sentence, StringComparison.Ordinal);
        Assert.Contains("create new profiles", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Define_PressedTwice_OpensOneDialog()
    {
        _tab.Define();
        _tab.Define();
        Assert.Single(_tab.Dialogs.FindAll("[role=dialog]"));
    }

    [Fact]
    public void Define_PageNotReady_CannotBePressed() =>
        Assert.True(_tab.Render(_console.Policies.Current.Revision, ready: false).Find("button").HasAttribute("disabled"));

    [Fact]
    public async Task Apply_FirstKey_IsInForceWithoutAQuestion()
    {
        _tab.Define();
        await _tab.EnterAsync(SigningKey.Shared.PublicPem);
        _tab.Dialogs.InOneTurn(() => _tab.Apply.Click());

        _tab.WaitForToast("Saved. Version 2 is in force.");
        Assert.Equal(SigningKey.Shared.Sha256, InForce?.Sha256);
        Assert.Equal(ConsoleFixture.Person, InForce?.CreatedBy);
        Assert.Empty(_tab.Dialogs.FindAll("textarea"));
    }

    [Fact]
    public void Cancel_Pressed_ChangesNothing()
    {
        _tab.Define();
        _tab.Dialogs.InOneTurn(() => _tab.Button("Cancel").Click());
        _tab.Dialogs.WaitForAssertion(() => Assert.Empty(_tab.Dialogs.FindAll("textarea")));
        Assert.Null(InForce);
        Assert.False(_tab.Card.Find("button").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Apply_CertificateDefinedMeanwhileByAnother_AsksAboutTheirs()
    {
        _tab.Define();
        await _tab.EnterAsync(SigningKey.Shared.PublicPem);
        await _tab.DefineElsewhereAsync(SigningKey.Other);
        _tab.Dialogs.InOneTurn(() => _tab.Apply.Click());

        var warning = _tab.Dialogs.WaitForElement("[role=alert]", TimeSpan.FromSeconds(10));
        Assert.Contains("other@shop.example", warning.TextContent, StringComparison.Ordinal);
        Assert.Contains(SigningKey.Other.Sha256, _tab.Dialogs.Markup, StringComparison.Ordinal);
        Assert.Equal(SigningKey.Other.Sha256, InForce?.Sha256);

        _tab.Dialogs.InOneTurn(() => _tab.Button("Overwrite").Click());
        _tab.WaitForToast("Saved. Version 3 is in force.");
        Assert.Equal(SigningKey.Shared.Sha256, InForce?.Sha256);
    }

    [Fact]
    public async Task KeepExisting_CertificateDefinedMeanwhileByAnother_LeavesTheirs()
    {
        _tab.Define();
        await _tab.EnterAsync(SigningKey.Shared.PublicPem);
        await _tab.DefineElsewhereAsync(SigningKey.Other);
        _tab.Dialogs.InOneTurn(() => _tab.Apply.Click());
        _tab.Dialogs.WaitForElement("[role=alert]", TimeSpan.FromSeconds(10));

        _tab.Dialogs.InOneTurn(() => _tab.Button("Keep existing").Click());

        _tab.Dialogs.WaitForAssertion(() => Assert.Empty(_tab.Dialogs.FindAll("[role=dialog]")), TimeSpan.FromSeconds(10));
        Assert.Equal(SigningKey.Other.Sha256, InForce?.Sha256);
        Assert.Equal(2, _console.Policies.Current.Version);
    }

    [Fact]
    public async Task Apply_SameKeyDefinedMeanwhileByAnother_SaysThatNothingWasDifferent()
    {
        _tab.Define();
        await _tab.EnterAsync(SigningKey.Shared.PublicPem);
        await _tab.DefineElsewhereAsync(SigningKey.Shared);
        _tab.Dialogs.InOneTurn(() => _tab.Apply.Click());

        _tab.WaitForToast("Version 2 stays in force");
        Assert.Equal("other@shop.example", InForce?.CreatedBy);
    }

    [Fact]
    public async Task Apply_ListChangedMeanwhileByAnother_IsSavedOnTop()
    {
        _tab.Define();
        await _tab.EnterAsync(SigningKey.Shared.PublicPem);
        await _console.PutOnListAsync(Core.Policies.EventListKind.UpdateWithJwt, "client.register");
        _tab.Dialogs.InOneTurn(() => _tab.Apply.Click());

        _tab.WaitForToast("Saved. Version 3 is in force.");
        Assert.Equal(2, _console.Policies.Current.Revision.Policy[Core.Policies.EventListKind.UpdateWithJwt].Count);
    }
}
