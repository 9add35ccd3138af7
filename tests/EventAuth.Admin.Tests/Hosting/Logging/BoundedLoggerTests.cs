using EventAuth.Admin.Hosting.Logging;
using EventAuth.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EventAuth.Admin.Tests.Hosting.Logging;

public class BoundedLoggerTests
{
    private readonly LogCapture _lines = new();
    private readonly ManualClock _clock = new(new DateTimeOffset(2026, 11, 29, 8, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(LogLevel.Warning)]
    [InlineData(LogLevel.Error)]
    [InlineData(LogLevel.Critical)]
    public void Log_TheSameCauseAThousandTimes_IsBoundedByTheMinuteAndSaysSo(LogLevel level)
    {
        var logger = NewLogger();
        for (var minute = 1; minute <= 2; minute++)
        {
            for (var i = 0; i < 1_000; i++)
            {
                logger.Log(level, new EventId(7), "It failed.");
            }

            Assert.Equal(minute * BoundedLogger.PerMinute, Count("It failed."));
            Assert.Equal(minute, Count("More lines with the id 7 are left out"));
            _clock.Advance(TimeSpan.FromMinutes(1));
        }
    }

    [Fact]
    public void Log_AnotherCause_IsNotHidden()
    {
        var logger = NewLogger();
        for (var i = 0; i < 1_000; i++)
        {
            logger.LogError(new EventId(7), "It failed.");
        }

        logger.LogError(new EventId(8), "Something else failed.");
        Assert.Equal(1, Count("Something else failed."));
    }

    [Fact]
    public void Log_BelowWarnings_IsWhatTheLevelsAskFor()
    {
        var logger = NewLogger();
        for (var i = 0; i < 100; i++)
        {
            logger.LogInformation(new EventId(7), "It happened.");
        }

        Assert.Equal(100, Count("It happened."));
    }

    [Fact]
    public void Log_SenderHungUpInABody_IsNoError()
    {
        NewLogger().LogError(new EventId(67, "RequestBodyDrainBodyReaderInvalidState"), new InvalidOperationException("Reading."), "It failed.");
        Assert.DoesNotContain("Error:", _lines.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Program_Runs_HasBoundedLoggers()
    {
        await using var program = await RunningProgram.StartAsync();
        var logger = program.Services.GetRequiredService<ILogger<BoundedLoggerTests>>();
        for (var i = 0; i < 100; i++)
        {
            logger.LogError(new EventId(7), "It failed.");
        }

        Assert.InRange(program.Log.Text.Split("It failed.").Length - 1, 1, 2 * BoundedLogger.PerMinute);
    }

    private int Count(string text) => _lines.Text.Split(text).Length - 1;

    private ILogger NewLogger() => new BoundedLoggerFactory(new LoggerFactory([_lines]), _clock).CreateLogger("test");
}
