using EventAuth.Storage.Database;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace EventAuth.Admin.Access;

/// <summary>
/// The user of a live page, kept up to date: looked up again at every change that a process makes, and every 30 seconds in case one was
/// not told. A user who lost a right loses it on the page; one who was signed out or removed is sent to the sign-in page.
/// </summary>
internal sealed partial class CircuitAuthentication : ServerAuthenticationStateProvider, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);
    private static readonly AuthenticationState Nobody = new(new ClaimsPrincipal(new ClaimsIdentity()));

    private readonly CurrentRights _rights;
    private readonly AccessChanges _changes;
    private readonly ILogger<CircuitAuthentication> _log;
    private readonly ITimer _timer;
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private volatile Task<AuthenticationState>? _state;

    public CircuitAuthentication(CurrentRights rights, AccessChanges changes, TimeProvider time, ILogger<CircuitAuthentication> log)
    {
        (_rights, _changes, _log) = (rights, changes, log);
        AuthenticationStateChanged += state => _state = state;
        _changes.Changed += Look;
        _timer = time.CreateTimer(_ => Look(), state: null, Interval, Interval);
    }

    public void Dispose()
    {
        _changes.Changed -= Look;
        _timer.Dispose();
        _state = null;
    }

    private void Look() => _ = LookAsync();

    private async Task LookAsync()
    {
        await _oneAtATime.WaitAsync();
        try
        {
            if (_state is { } state && (await state).User is { Identity.IsAuthenticated: true } known)
            {
                var present = await _rights.RefreshAsync(known, CancellationToken.None);
                if (!ReferenceEquals(present, known))
                {
                    SetAuthenticationState(Task.FromResult(present is null ? Nobody : new AuthenticationState(present)));
                }
            }
        }
        catch (Exception problem)
        {
            // If it cannot be looked up it is not trusted: the page asks for a new sign-in when storage works again.
            LogFailed(_log, problem);
            SetAuthenticationState(Task.FromResult(Nobody));
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    [LoggerMessage(1102, LogLevel.Warning, "The rights of somebody with an open page could not be looked up; the page is closed.")]
    private static partial void LogFailed(ILogger logger, Exception problem);
}
