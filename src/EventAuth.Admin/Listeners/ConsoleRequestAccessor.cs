namespace EventAuth.Admin.Listeners;

/// <summary>
/// Tells the console's services which request they work for. Events do not need that, and storing it costs each request its own
/// context; so those of the ingest listener are left out.
/// </summary>
internal sealed class ConsoleRequestAccessor : IHttpContextAccessor
{
    private readonly HttpContextAccessor _requests = new();

    public HttpContext? HttpContext
    {
        get => _requests.HttpContext;
        set
        {
            if (value is null || value.GetListener() != Listener.Ingest)
            {
                _requests.HttpContext = value;
            }
        }
    }
}
