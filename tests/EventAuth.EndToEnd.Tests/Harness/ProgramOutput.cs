using System.Diagnostics;
using System.Text;

namespace EventAuth.EndToEnd.Tests.Harness;

/// <summary>What a running program has written so far, to standard output and standard error.</summary>
public sealed class ProgramOutput
{
    private readonly Lock _lock = new();
    private readonly List<string> _lines = [];
    private readonly List<string> _errors = [];

    private bool _isClosed;

    internal ProgramOutput() => (Standard, Error) = (new LineWriter(this, _lines), new LineWriter(this, _errors));

    internal ProgramOutput(Process process)
        : this()
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

    /// <summary>Standard output of a program in this process, written line by line.</summary>
    internal TextWriter Standard { get; }

    /// <summary>Its standard error.</summary>
    internal TextWriter Error { get; }

    /// <summary>Keeps nothing more.</summary>
    internal void Close() => _isClosed = true;

    private void Keep(List<string> lines, string? written)
    {
        if (written is not null && !_isClosed)
        {
            lock (_lock)
            {
                lines.AddRange(written.Split('\n'));
            }
        }
    }

    private sealed class LineWriter(ProgramOutput output, List<string> lines) : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void WriteLine(string? value) => output.Keep(lines, value);

        public override Task WriteLineAsync(string? value)
        {
            WriteLine(value);
            return Task.CompletedTask;
        }
    }
}
