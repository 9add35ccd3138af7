using System.Globalization;

namespace EventAuth.EndToEnd.Tests.Telemetry;

/// <summary>One value of a metric as it arrived; numbers of the fields are those of opentelemetry-proto 1.x.</summary>
/// <param name="Metric">The instrument's name.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Attributes">Its attributes.</param>
/// <param name="Value">The number, or the count of a histogram.</param>
/// <param name="Sum">The sum of a histogram, otherwise 0.</param>
internal sealed record MetricPoint(string Metric, string Unit, IReadOnlyDictionary<string, string> Attributes, double Value, double Sum)
{
    /// <summary>Which of the metric's values it is.</summary>
    public string Key => string.Join(' ', Attributes.Select(attribute => $"{attribute.Key}={attribute.Value}").Order(StringComparer.Ordinal).Prepend(Metric));

    /// <summary>Reads an ExportMetricsServiceRequest.</summary>
    public static IEnumerable<MetricPoint> Read(ProtobufMessage request) =>
        from metric in request.Messages(1).SelectMany(resource => resource.Messages(2)).SelectMany(scope => scope.Messages(2))
        from data in new[] { 5, 7, 9 }.Where(metric.Has)
        from point in metric.Message(data).Messages(1)
        select data == 9
            ? new MetricPoint(metric.Text(1), metric.Text(3), Otlp.Attributes(point, 9), point.Integer(4), point.Fraction(5))
            : new MetricPoint(metric.Text(1), metric.Text(3), Otlp.Attributes(point, 7), point.Has(4) ? point.Fraction(4) : point.Integer(6), 0);
}

/// <summary>A span as it arrived.</summary>
/// <param name="Trace">Its trace.</param>
/// <param name="Id">Its own id.</param>
/// <param name="Parent">The span it belongs to; empty for the first span of a trace.</param>
/// <param name="Name">Its name.</param>
/// <param name="Attributes">Its attributes.</param>
internal sealed record Span(string Trace, string Id, string Parent, string Name, IReadOnlyDictionary<string, string> Attributes)
{
    /// <summary>Reads an ExportTraceServiceRequest.</summary>
    public static IEnumerable<Span> Read(ProtobufMessage request) => request.Messages(1).SelectMany(resource => resource.Messages(2)).SelectMany(scope => scope.Messages(2))
        .Select(span => new Span(span.Hexadecimal(1), span.Hexadecimal(2), span.Hexadecimal(4), span.Text(5), Otlp.Attributes(span, 9)));
}

/// <summary>What metrics and spans have in common.</summary>
internal static class Otlp
{
    /// <summary>The attributes of the program itself.</summary>
    public static IReadOnlyDictionary<string, string> Resource(ProtobufMessage request) => Attributes(request.Messages(1).First().Message(1), 1);

    /// <summary>Attributes as texts.</summary>
    public static IReadOnlyDictionary<string, string> Attributes(ProtobufMessage owner, int field) => owner.Messages(field).ToDictionary(pair => pair.Text(1), pair => ToText(pair.Message(2)));

    private static string ToText(ProtobufMessage value) => value switch
    {
        _ when value.Has(1) => value.Text(1),
        _ when value.Has(2) => value.Integer(2) == 0 ? "false" : "true",
        _ when value.Has(3) => value.Integer(3).ToString(CultureInfo.InvariantCulture),
        _ => value.Fraction(4).ToString(CultureInfo.InvariantCulture),
    };
}
