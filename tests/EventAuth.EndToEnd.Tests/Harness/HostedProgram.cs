using EventAuth.Admin.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EventAuth.EndToEnd.Tests.Harness;

/// <summary>
/// The real program in the process of the tests, with its own listeners and storage. What takes longest of a start is the just-in-time
/// compiler: here it is at work once for all tests. A program that is killed, or that shares a machine with limits, has its own process.
/// </summary>
internal sealed class HostedProgram : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ProgramOutput _output;

    private HostedProgram(WebApplication app, ProgramOutput output) => (_app, _output) = (app, output);

    /// <summary>Starts it with these words of a command line, and returns when it listens.</summary>
    public static async Task<HostedProgram> StartAsync(string[] words, ProgramOutput output)
    {
        var app = Admin.Program.Build(words, builder =>
        {
            builder.Logging.ClearProviders().AddProvider(new OutputLogs(output));
            builder.Services.AddSingleton(new StartOutput(output.Standard));
            // A hash is slow by design; no test depends on how slow.
            builder.Services.PostConfigure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1);
        });
        var program = new HostedProgram(app, output);
        try
        {
            await app.StartAsync();
            return program;
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops it as a service manager does, and closes its connections.</summary>
    public async Task StopAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        // As with a process that ends: its files may be replaced now.
        SqliteConnection.ClearAllPools();
    }

    /// <summary>Ends it without waiting for those who are connected.</summary>
    public async ValueTask DisposeAsync()
    {
        // What it cannot finish now is no error.
        _output.Close();
        await _app.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _app.DisposeAsync();
    }

    private sealed class OutputLogs(ProgramOutput output) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => new OutputLog(output, categoryName);

        public void Dispose()
        {
            // The output is read after the end, too.
        }
    }

    // As the console logger writes it.
    private sealed class OutputLog(ProgramOutput output, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var level = logLevel switch
            {
                LogLevel.Critical => "crit",
                LogLevel.Error => "fail",
                LogLevel.Warning => "warn",
                _ => "info",
            };
            output.Standard.WriteLine($"{level}: {category}[{eventId.Id}]\n      {formatter(state, exception)}{(exception is null ? "" : "\n" + exception)}");
        }
    }
}
