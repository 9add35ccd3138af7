namespace EventAuth.Storage.Copying;

/// <summary>
/// The number of rows, and a sum over what is in them: the same for the same rows in any order, and only within one run of the program.
/// </summary>
internal sealed class RowDigest : IRowTarget
{
    private const ulong Factor = 0x9E37_79B9_7F4A_7C15;

    private ulong _row;
    private ulong _sum;

    public long Rows { get; private set; }

    public bool IsSameAs(RowDigest other) => Rows == other.Rows && _sum == other._sum;

    public void Begin() => _row = 1;

    public void Null(CopiedColumn column) => Add(3);

    public void Number(CopiedColumn column, long value) => Add((ulong)value);

    public void Flag(CopiedColumn column, bool value) => Add(value ? 7UL : 5UL);

    // Two halves: one hash has only 32 bits.
    public void Text(CopiedColumn column, string value)
    {
        var middle = value.Length / 2;
        var first = (uint)string.GetHashCode(value.AsSpan(0, middle), StringComparison.Ordinal);
        Add(((ulong)first << 32) | (uint)string.GetHashCode(value.AsSpan(middle), StringComparison.Ordinal));
        Add((ulong)value.Length);
    }

    public void Bytes(CopiedColumn column, byte[] value)
    {
        var hash = default(HashCode);
        hash.AddBytes(value);
        Add(((ulong)(uint)hash.ToHashCode() << 32) | (uint)value.Length);
    }

    public void Id(CopiedColumn column, Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes);
        Add(BitConverter.ToUInt64(bytes));
        Add(BitConverter.ToUInt64(bytes[8..]));
    }

    public void End()
    {
        _sum += _row;
        Rows++;
    }

    private void Add(ulong value)
    {
        _row = (_row ^ value) * Factor;
        _row ^= _row >> 29;
    }
}
