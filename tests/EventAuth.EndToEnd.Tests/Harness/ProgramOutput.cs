using System.Diagnostics;

namespace EventAuth.EndToEnd.Tests.Harness;

/// <summary>What a running program has written so far, to standard output and standard error.</summary>
public sealed class ProgramOutput
{
    private readonly Lock _lock = new();
    private readonly List<string> _lines = [];
    private readonly List<string> _errors = [];

    private bool _isClosed;

    internal ProgramOutput()
    {
    }

    internal ProgramOutput(Process process)
    {
        process.OutputDataReceived += (_, line) => Keep(_lines, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(_errors, line.Data);
    }

    /// <summary>Standard output and standard error, one after the other.</summary>
    public string Text
    {
        get
        {
            lock (_lock)
            {
                return string.Join('\n', _lines.Concat(_errors));
            }
        }
    }

    /// <summary>The first matching line on standard output, as soon as it is there.</summary>
    public Task<string> LineAsync(Func<string, bool> fits) => Until.FoundAsync(
        () =>
        {
            lock (_lock)
            {
                return _lines.FirstOrDefault(fits);
            }
        },
        () => "The program did not write the line that was waited for. It wrote:\n" + Text);

    internal void Write(string lines)
    {
        if (!_isClosed)
        {
            Keep(_lines, lines);
        }
    }

    /// <summary>Keeps nothing more.</summary>
    internal void Close() => _isClosed = true;

    private void Keep(List<string> lines, string? line)
    {
        if (line is not null)
        {
            lock (_lock)
            {
                lines.Add(line);
            }
        }
    }
}
