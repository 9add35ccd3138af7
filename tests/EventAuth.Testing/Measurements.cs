using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace EventAuth.Testing;

/// <summary>Listens to the instruments of one program or part of it, separated from those of other tests by the factory of its meters.</summary>
public sealed class Measurements : IDisposable
{
    private readonly ConcurrentQueue<Measured> _all = new();
    private readonly MeterListener _listener = new();

    /// <summary>Starts listening.</summary>
    /// <param name="meters">The factory that makes the meters.</param>
    /// <param name="instruments">The names to listen to; all of them when empty.</param>
    public Measurements(IMeterFactory meters, params string[] instruments)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters) && (instruments.Length == 0 || instruments.Contains(instrument.Name)))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>What an instrument measured so far, in order.</summary>
    public IReadOnlyList<Measured> Of(string instrument) => [.. _all.Where(measured => measured.Instrument == instrument)];

    /// <summary>Reads the observable instruments.</summary>
    public void Observe() => _listener.RecordObservableInstruments();

    public void Dispose() => _listener.Dispose();

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var words = new List<string>();
        foreach (var (name, word) in tags)
        {
            words.Add($"{name}={word}");
        }

        _all.Enqueue(new Measured(instrument.Name, string.Join(' ', words), value));
    }
}

/// <summary>One measurement.</summary>
/// <param name="Instrument">The instrument's name.</param>
/// <param name="Tags">Its attributes, as <c>name=value</c> with spaces between them.</param>
/// <param name="Value">In the unit of the instrument.</param>
public sealed record Measured(string Instrument, string Tags, double Value);
