namespace EventAuth.Ingest.Requests;

/// <summary>What became of reading a batch.</summary>
/// <param name="Fault">Why the whole could not be taken, or None.</param>
/// <param name="Events">One reading for each event, in their order; none with a fault, and for an empty array.</param>
internal readonly record struct BatchReading(ReadFault Fault, IReadOnlyList<EventReading> Events);
