using Bunit;
using EventAuth.Admin.Texts;
using EventAuth.Core.Certificates;
using EventAuth.Testing;

namespace EventAuth.Admin.Tests.Components.EventSettings.Certificates;

public sealed class CertificateDialogTests : IAsyncLifetime
{
    private ConsoleFixture _console = null!;
    private CertificateTab _tab = null!;

    private string? InForce => _console.Policies.Current.Revision.Policy.Certificate?.Sha256;

    public async Task InitializeAsync()
    {
        _console = await ConsoleFixture.StartAsync();
        _tab = new CertificateTab(_console);
    }

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public void Dialog_Opened_HasItsNamesAndABoxThatIsNotBound()
    {
        _tab.Define();
        var title = _tab.Dialogs.Find("[role=dialog]").GetAttribute("aria-labelledby");
        Assert.Equal("Certificate", _tab.Dialogs.Find("#" + title).TextContent.Trim());
        var box = _tab.Dialogs.Find("textarea");
        Assert.Equal("Certificate code", _tab.Dialogs.Find($"label[for={box.Id}]").TextContent);
        Assert.False(box.HasAttribute("name"));
        Assert.Equal("false", box.GetAttribute("spellcheck"));
        Assert.Equal("off", box.GetAttribute("autocomplete"));
        Assert.Throws<MissingEventHandlerException>(() => box.Input("x"));
        Assert.Throws<MissingEventHandlerException>(() => box.Change("x"));
        // In the browser, the guard holds back the keys that the dialog itself listens to.
        Assert.DoesNotContain(box.Attributes, attribute => attribute.Name.StartsWith("blazor:on", StringComparison.Ordinal));
        Assert.True(_tab.Apply.HasAttribute("disabled"));
    }

    [Fact]
    public void Upload_Pressed_OffersTheFileInput()
    {
        _tab.Define();
        Assert.Empty(_tab.Dialogs.FindAll("input[type=file]"));
        _tab.Dialogs.InOneTurn(() => _tab.Button("Upload Certificate").Click());
        var file = _tab.Dialogs.Find("input[type=file]");
        Assert.Equal("Upload certificate code", file.Closest("label")!.TextContent.Trim());
        Assert.Equal(".pem,.pub,.key,.txt,.crt", file.GetAttribute("accept"));
        Assert.Throws<MissingEventHandlerException>(() => file.Change("x"));
    }

    [Fact]
    public async Task Entered_PublicKey_ShowsWhatWasPutRightSizeFingerprintAndCommand()
    {
        _tab.Define();
        await _tab.EnterAsync(SigningKey.Shared.PublicPem, "byte_order_mark_removed", "line_breaks_removed");
        var facts = _tab.Dialogs.WaitForElement("dl");
        Assert.Contains("RSA public key, 2048 bits.", facts.TextContent, StringComparison.Ordinal);
        Assert.Contains(CertificateCorrection.ByteOrderMarkRemoved.ToSentence(), facts.TextContent, StringComparison.Ordinal);
        Assert.Contains(CertificateCorrection.LineBreaksRemoved.ToSentence(), facts.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            [SigningKey.Shared.Sha256, "openssl pkey -pubin -in public.pem -outform DER | sha256sum"],
            facts.QuerySelectorAll("code").Select(code => code.TextContent));
        Assert.All(
            facts.QuerySelectorAll("button"),
            button => Assert.StartsWith("Copy ", button.GetAttribute("aria-label"), StringComparison.Ordinal));
        Assert.False(_tab.Apply.HasAttribute("disabled"));
    }

    [Fact]
    public async Task Refused_PrivateKey_IsAnAlertThatSaysWhereItStayed()
    {
        _tab.Define();
        await _tab.RefuseAsync("private_key");
        var alert = _tab.Dialogs.WaitForElement("[role=alert]");
        Assert.Contains("did not leave your browser", alert.TextContent, StringComparison.Ordinal);
        Assert.Contains("make a new pair", alert.TextContent, StringComparison.Ordinal);
        Assert.True(_tab.Apply.HasAttribute("disabled"));
    }

    [Theory]
    [InlineData(CertificateProblem.NotRsa)]
    [InlineData(CertificateProblem.CutOff)]
    [InlineData(CertificateProblem.TooLarge)]
    public async Task Refused_SomethingElse_IsAnAlertInTheWordsOfTheProblem(CertificateProblem problem)
    {
        _tab.Define();
        await _tab.RefuseAsync(problem.ToCode());
        Assert.Equal(problem.ToSentence(), _tab.Dialogs.WaitForElement("[role=alert]").TextContent.Trim());
        Assert.True(_tab.Apply.HasAttribute("disabled"));
    }

    [Theory]
    [InlineData(CertificateProblem.X509Certificate)]
    [InlineData(CertificateProblem.X509CertificateUnframed)]
    [InlineData(CertificateProblem.OpensshPublicKey)]
    [InlineData(CertificateProblem.OpensshKeyBody)]
    [InlineData(CertificateProblem.Ssh2PublicKey)]
    public async Task Refused_WhatACommandMends_ShowsItInItsSentenceWithAButtonThatCopiesIt(CertificateProblem problem)
    {
        _tab.Define();
        await _tab.RefuseAsync(problem.ToCode());

        var alert = _tab.Dialogs.WaitForElement("[role=alert]");
        var command = alert.QuerySelector("code")!.TextContent;
        var words = problem.ToSentence().Split(command);
        Assert.Equal(2, words.Length);
        Assert.All(words, part => Assert.Contains(part.Trim(), alert.TextContent, StringComparison.Ordinal));
        Assert.NotNull(alert.QuerySelector("button[aria-label='Copy the command']"));
    }

    [Fact]
    public async Task Emptied_AfterARefusal_TakesTheAlertAway()
    {
        _tab.Define();
        await _tab.RefuseAsync("not_a_key");
        _tab.Dialogs.WaitForElement("[role=alert]");
        await _tab.RefuseAsync("empty");
        _tab.Dialogs.WaitForAssertion(() => Assert.Empty(_tab.Dialogs.FindAll("[role=alert]")));
    }

    [Fact]
    public void Commands_Shown_EachHaveACopyButton()
    {
        _tab.Define();
        Assert.Equal(
            [
                "openssl genpkey -out private.pem -algorithm RSA -pkeyopt rsa_keygen_bits:2048",
                "openssl pkcs8 -topk8 -inform pem -in private.pem -outform DER -nocrypt -out private.der",
                "openssl rsa -pubout < private.pem > public.pem",
                "openssl pkey -pubin -in public.pem | tr -d '\\n'",
            ],
            _tab.Dialogs.FindAll("details code").Select(code => code.TextContent));
        Assert.Equal(
            ["Copy command 1", "Copy command 2", "Copy command 3", "Copy command 4"],
            _tab.Dialogs.FindAll("details button").Select(button => button.GetAttribute("aria-label")));
        Assert.Contains("for Java backends", _tab.Dialogs.Find("details").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Apply_NothingEnteredWithACertificateInForce_KeepsIt()
    {
        await StartWithSharedAsync();
        Assert.Contains("is kept unless you enter another one", _tab.Dialogs.Markup, StringComparison.Ordinal);
        _tab.Dialogs.InOneTurn(() => _tab.Apply.Click());
        _tab.Dialogs.WaitForAssertion(() => Assert.Empty(_tab.Dialogs.FindAll("textarea")));
        Assert.Equal(2, _console.Policies.Current.Version);
    }

    [Fact]
    public async Task Apply_KeyInForceEnteredAgain_KeepsItWithoutAQuestion()
    {
        await StartWithSharedAsync();
        await _tab.EnterAsync(SigningKey.Shared.PublicPem);
        Assert.Contains("already in force", _tab.Dialogs.WaitForElement("dl").TextContent, StringComparison.Ordinal);
        _tab.Dialogs.InOneTurn(() => _tab.Apply.Click());
        _tab.Dialogs.WaitForAssertion(() => Assert.Empty(_tab.Dialogs.FindAll("textarea")));
        Assert.Equal(2, _console.Policies.Current.Version);
    }

    [Fact]
    public async Task Apply_AnotherKey_AsksAndKeepExistingGoesBack()
    {
        await StartWithSharedAsync();
        await _tab.EnterAsync(SigningKey.Other.PublicPem);
        _tab.Dialogs.InOneTurn(() => _tab.Apply.Click());
        _tab.Dialogs.WaitForAssertion(() => Assert.Contains("Overwrite certificate?", _tab.Dialogs.Markup, StringComparison.Ordinal));
        Assert.Contains("must be provided in your backend implementation", _tab.Dialogs.Markup, StringComparison.Ordinal);
        Assert.Contains("tokens signed with the old one are rejected", _tab.Dialogs.Markup, StringComparison.Ordinal);
        Assert.Contains("No event of the last 24 hours came with a token of the old one.", _tab.Dialogs.Markup, StringComparison.Ordinal);
        Assert.Equal(
            [SigningKey.Shared.Sha256, SigningKey.Other.Sha256],
            _tab.Dialogs.FindAll("[role=dialog]")[^1].QuerySelectorAll("code").Select(code => code.TextContent));

        _tab.Dialogs.InOneTurn(() => _tab.Button("Keep existing").Click());

        _tab.Dialogs.WaitForAssertion(() => Assert.DoesNotContain("Overwrite certificate?", _tab.Dialogs.Markup, StringComparison.Ordinal));
        Assert.Single(_tab.Dialogs.FindAll("textarea"));
        Assert.Equal(SigningKey.Shared.Sha256, InForce);
    }

    [Fact]
    public async Task Overwrite_Pressed_PutsTheNewKeyIntoForce()
    {
        await StartWithSharedAsync();
        await _tab.EnterAsync(SigningKey.Other.PublicPem);
        _tab.Dialogs.InOneTurn(() => _tab.Apply.Click());
        _tab.Dialogs.WaitForAssertion(() => Assert.Contains("Overwrite certificate?", _tab.Dialogs.Markup, StringComparison.Ordinal));

        _tab.Dialogs.InOneTurn(() => _tab.Button("Overwrite").Click());

        _tab.WaitForToast("Saved. Version 3 is in force.");
        Assert.Equal(SigningKey.Other.Sha256, InForce);
    }

    private async Task StartWithSharedAsync()
    {
        await _tab.DefineElsewhereAsync(SigningKey.Shared);
        _tab.Card.Render(set => set.Add(card => card.Revision, _console.Policies.Current.Revision));
        _tab.Define();
    }
}
