namespace EventAuth.Shop;

/// <summary>Prints the address and, with an API key, gives the console the shop's certificate unless another one is in force.</summary>
internal sealed partial class Greeting(
    ShopSettings settings, ShopKey key, IHttpClientFactory clients, IHostApplicationLifetime lifetime, ILogger<Greeting> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        await Console.Out.WriteLineAsync($"Shop:        {settings.Address}");
        await Console.Out.WriteLineAsync($"Events go to {settings.Endpoint}");
        await Console.Out.WriteLineAsync(settings.ApiKey is { } apiKey ? await DefineAsync(apiKey, stoppingToken) : Invitation());
    }

    private string Invitation() =>
        $"Certificate: define it in the console at {settings.Admin}, if you have not yet. This is the shop's public key:\n{key.PublicPem}";

    private async Task<string> DefineAsync(string apiKey, CancellationToken stop)
    {
        using var client = clients.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(settings.Admin, "/api/v1/certificate"))
        {
            Content = JsonContent.Create(new { pem = key.PublicPem }),
            Headers = { { "Authorization", "Bearer " + apiKey } },
        };
        try
        {
            using var answer = await client.SendAsync(request, stop);
            return (int)answer.StatusCode switch
            {
                StatusCodes.Status200OK => "Certificate: the shop's public key is in force.",
                StatusCodes.Status409Conflict =>
                    "Certificate: another one is in force, so tokens of this shop are rejected. "
                    + $"Overwrite it in the console at {settings.Admin}:\n{key.PublicPem}",
                var status => $"Certificate: the console at {settings.Admin} answered {status} and did not take it.\n{key.PublicPem}",
            };
        }
        catch (HttpRequestException exception)
        {
            LogUnreachable(exception.Message);
            return Invitation();
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The console does not answer: {Reason}")]
    private partial void LogUnreachable(string reason);
}
