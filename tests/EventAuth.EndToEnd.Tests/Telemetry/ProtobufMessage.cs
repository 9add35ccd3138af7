using System.Buffers.Binary;
using System.Text;

namespace EventAuth.EndToEnd.Tests.Telemetry;

/// <summary>A protobuf message split into its fields, without a schema (protobuf.dev, "Encoding"): as much of it as OTLP uses.</summary>
internal sealed class ProtobufMessage
{
    private readonly List<(int Number, ulong Value, ReadOnlyMemory<byte> Bytes)> _fields = [];

    public ProtobufMessage(ReadOnlyMemory<byte> message)
    {
        while (message.Length > 0)
        {
            var tag = TakeVarint(ref message);
            var (value, bytes) = (tag & 7) switch
            {
                0 => (TakeVarint(ref message), default),
                1 => (BinaryPrimitives.ReadUInt64LittleEndian(Take(ref message, 8).Span), default),
                2 => (0UL, Take(ref message, (int)TakeVarint(ref message))),
                5 => (BinaryPrimitives.ReadUInt32LittleEndian(Take(ref message, 4).Span), default),
                _ => throw new InvalidDataException("No wire type of protobuf 3."),
            };
            _fields.Add(((int)(tag >> 3), value, bytes));
        }
    }

    /// <summary>Whether a field exists.</summary>
    public bool Has(int number) => _fields.Exists(field => field.Number == number);

    /// <summary>The messages in a field, in order.</summary>
    public IEnumerable<ProtobufMessage> Messages(int number) => _fields.Where(field => field.Number == number).Select(field => new ProtobufMessage(field.Bytes));

    /// <summary>The message in a field.</summary>
    public ProtobufMessage Message(int number) => Messages(number).Single();

    /// <summary>The text in a field; empty when it is absent, as in protobuf 3.</summary>
    public string Text(int number) => Encoding.UTF8.GetString(_fields.Find(field => field.Number == number).Bytes.Span);

    /// <summary>The bytes in a field, in hexadecimal digits.</summary>
    public string Hexadecimal(int number) => Convert.ToHexStringLower(_fields.Find(field => field.Number == number).Bytes.Span);

    /// <summary>The whole number in a field; 0 when it is absent.</summary>
    public long Integer(int number) => (long)_fields.Find(field => field.Number == number).Value;

    /// <summary>The fraction in a field; 0 when it is absent.</summary>
    public double Fraction(int number) => BitConverter.UInt64BitsToDouble(_fields.Find(field => field.Number == number).Value);

    private static ulong TakeVarint(ref ReadOnlyMemory<byte> message)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = Take(ref message, 1).Span[0];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }

    private static ReadOnlyMemory<byte> Take(ref ReadOnlyMemory<byte> message, int length)
    {
        var taken = message[..length];
        message = message[length..];
        return taken;
    }
}
