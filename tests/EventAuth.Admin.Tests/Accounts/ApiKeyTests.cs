using System.Net;
using System.Net.Http.Headers;
using System.Security.Claims;
using EventAuth.Admin.Access;
using EventAuth.Admin.Accounts;
using EventAuth.Admin.Tests.Hosting;
using EventAuth.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace EventAuth.Admin.Tests.Accounts;

public sealed class ApiKeyTests : IAsyncLifetime
{
    private readonly ManualClock _clock = new();
    private RunningProgram _program = null!;
    private ClaimsPrincipal _admin = null!;

    private ApiKeyDirectory Keys => _program.Services.GetRequiredService<ApiKeyDirectory>();

    public async Task InitializeAsync()
    {
        _program = await RunningProgram.StartAsync(null, _clock);
        _admin = await _program.SignInDirectlyAsync(await _program.AddPersonAsync(Roles.Administrator));
    }

    public async Task DisposeAsync() => await _program.DisposeAsync();

    [Fact]
    public async Task Key_RevokedWhileInUse_IsRefusedAtTheNextCall()
    {
        var (outcome, key) = await Keys.CreateAsync(_admin, "shop", Roles.Viewer, lifetime: null, CancellationToken.None);
        Assert.Equal(AccessOutcome.Done, outcome);
        Assert.Null(Assert.Single(await Keys.ListAsync(_admin, CancellationToken.None)).LastUsedAt);
        Assert.Equal(HttpStatusCode.OK, await CallAsync(key!));
        var listed = Assert.Single(await Keys.ListAsync(_admin, CancellationToken.None));
        Assert.NotNull(listed.LastUsedAt);

        Assert.Equal(AccessOutcome.Done, await Keys.RevokeAsync(_admin, listed.Id, CancellationToken.None));

        Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync(key!));
        Assert.Empty(await Keys.ListAsync(_admin, CancellationToken.None));
        Assert.Equal(AccessOutcome.Gone, await Keys.RevokeAsync(_admin, listed.Id, CancellationToken.None));
    }

    [Fact]
    public async Task Key_AfterItsTime_IsRefused()
    {
        var (_, key) = await Keys.CreateAsync(_admin, "for a month", Roles.Viewer, TimeSpan.FromDays(30), CancellationToken.None);
        var moment = TimeSpan.FromMilliseconds(1);
        _clock.Advance(TimeSpan.FromDays(30) - moment);
        Assert.Equal(HttpStatusCode.OK, await CallAsync(key!));

        _clock.Advance(moment);

        Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync(key!));
    }

    [Fact]
    public async Task Key_OfANameInUse_IsNotMadeUntilTheOtherIsRevoked()
    {
        await Keys.CreateAsync(_admin, "shop", Roles.Viewer, lifetime: null, CancellationToken.None);
        Assert.Equal(AccessOutcome.Taken, (await Keys.CreateAsync(_admin, " shop ", Roles.Viewer, lifetime: null, CancellationToken.None)).Outcome);

        await Keys.RevokeAsync(_admin, Assert.Single(await Keys.ListAsync(_admin, CancellationToken.None)).Id, CancellationToken.None);

        Assert.Equal(AccessOutcome.Done, (await Keys.CreateAsync(_admin, "shop", Roles.Viewer, lifetime: null, CancellationToken.None)).Outcome);
    }

    [Fact]
    public async Task Keys_AskedForByAnEditor_AreRefused()
    {
        var editor = await _program.SignInDirectlyAsync(await _program.AddPersonAsync(Roles.Editor));

        Assert.Equal(AccessOutcome.Forbidden, (await Keys.CreateAsync(editor, "mine", Roles.Administrator, lifetime: null, CancellationToken.None)).Outcome);
        Assert.Empty(await Keys.ListAsync(editor, CancellationToken.None));
    }

    private async Task<HttpStatusCode> CallAsync(string key)
    {
        using var client = _program.NewBrowser();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return (await client.GetAsync("/api/v1/policy")).StatusCode;
    }
}
