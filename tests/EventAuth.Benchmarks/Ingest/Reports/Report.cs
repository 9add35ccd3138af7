using System.Text.Json;

namespace EventAuth.Benchmarks.Ingest.Reports;

/// <summary>The report of a run: text for people, on the screen and in a file, and every figure as a line of JSON in another.</summary>
internal sealed class Report : IDisposable
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    private readonly StreamWriter _text;
    private readonly StreamWriter _lines;

    /// <summary>Starts the two files; their names begin with the path and differ in the extension.</summary>
    public Report(string path)
    {
        TextFile = path + ".txt";
        _text = new StreamWriter(TextFile) { AutoFlush = true };
        _lines = new StreamWriter(path + ".jsonl") { AutoFlush = true };
    }

    /// <summary>Where the text is.</summary>
    public string TextFile { get; }

    /// <summary>A line of text.</summary>
    public void Say(string line)
    {
        Console.WriteLine(line);
        _text.WriteLine(line);
    }

    /// <summary>A line of JSON.</summary>
    public void Record(object figures) => _lines.WriteLine(JsonSerializer.Serialize(figures, s_json));

    public void Dispose()
    {
        _text.Dispose();
        _lines.Dispose();
    }
}
