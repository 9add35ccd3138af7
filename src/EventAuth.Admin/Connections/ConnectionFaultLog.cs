using System.Collections.Concurrent;

namespace EventAuth.Admin.Connections;

/// <summary>Logs why live connections are refused: each cause at most once in ten minutes, because an open page keeps trying.</summary>
internal sealed partial class ConnectionFaultLog(TimeProvider time, ILogger<ConnectionFaultLog> log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<ConnectionFault, long> _lastLogged = [];

    public void Log(ConnectionFault fault)
    {
        var now = time.GetTimestamp();
        var isDue = !_lastLogged.TryGetValue(fault, out var last)
            ? _lastLogged.TryAdd(fault, now)
            : time.GetElapsedTime(last, now) >= Pause && _lastLogged.TryUpdate(fault, now, last);
        if (isDue)
        {
            LogRefused(log, fault.Code, fault.Cause, fault.Setting);
        }
    }

    [LoggerMessage(1601, LogLevel.Warning, "A live connection was refused ({Code}). {Cause} Behind nginx set: {Setting} If there is no "
        + "proxy, another site or a program tried to connect. This is logged at most once in ten minutes.")]
    private static partial void LogRefused(ILogger logger, string code, string cause, string setting);
}
