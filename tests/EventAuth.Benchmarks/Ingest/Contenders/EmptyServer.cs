using System.Diagnostics;
using EventAuth.EndToEnd.Tests.Harness;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EventAuth.Benchmarks.Ingest.Contenders;

/// <summary>Kestrel that reads each body and answers 202, and does nothing else: the floor under every server in .NET. It runs in its own process.</summary>
internal sealed class EmptyServer : Contender
{
    /// <summary>The command; an address follows.</summary>
    public const string Command = "serve-nothing";

    private readonly Process _process;

    private EmptyServer()
    {
        Address = new Uri($"http://127.0.0.1:{FreePorts.Take()}");
        var start = new ProcessStartInfo("dotnet", [typeof(EmptyServer).Assembly.Location, Command, Address.ToString()]) { UseShellExecute = false };
        start.Environment["DOTNET_gcServer"] = "1";
        _process = Process.Start(start)!;
    }

    public override string Name => "Kestrel alone";

    public override string Version => Name;

    public override Uri Address { get; }

    public override int ProcessId => _process.Id;

    /// <summary>Runs it in this process until it is told to stop.</summary>
    public static async Task<int> RunAsync(string address)
    {
        await using var app = Build();
        await app.RunAsync(address);
        return 0;
    }

    /// <summary>The program itself, not started.</summary>
    public static WebApplication Build()
    {
        var answer = """{"status":"accepted","eventId":"01930000-0000-7000-8000-000000000000","reason":"authenticated","profileUpdated":false,"policyVersion":1}"""u8.ToArray();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Run(async context =>
        {
            bool read;
            do
            {
                var body = await context.Request.BodyReader.ReadAsync();
                context.Request.BodyReader.AdvanceTo(body.Buffer.End);
                read = body.IsCompleted;
            }
            while (!read);

            context.Response.StatusCode = StatusCodes.Status202Accepted;
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = answer.Length;
            await context.Response.BodyWriter.WriteAsync(answer);
        });
        return app;
    }

    /// <summary>Starts it, and returns when it answers.</summary>
    public static async Task<EmptyServer> StartAsync()
    {
        var server = new EmptyServer();
        using var http = new HttpClient();
        await Until.TrueAsync(
            async () =>
            {
                try
                {
                    using var answer = await http.GetAsync(server.Address);
                    return answer.IsSuccessStatusCode;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            () => "Kestrel alone did not answer.");
        return server;
    }

    public override Task<long?> CountStoredAsync() => Task.FromResult<long?>(null);

    public override async ValueTask DisposeAsync()
    {
        await ProcessEnd.ForceAsync(_process);
        _process.Dispose();
    }
}
