namespace EventAuth.Storage.Statements;

/// <summary>
/// A statement of the journal's connection: bound, run and reset many times. Each value that is bound goes to the next parameter.
/// Used by one thread at a time.
/// </summary>
internal interface IJournalStatement
{
    IJournalStatement Bind(long? value);

    IJournalStatement Bind(bool value);

    /// <summary>A time, kept in milliseconds since 1970.</summary>
    IJournalStatement Bind(DateTimeOffset? value);

    IJournalStatement Bind(string? value);

    /// <summary>A text; NULL where it is absent.</summary>
    IJournalStatement Bind(Utf8Text value);

    IJournalStatement Bind(byte[]? value);

    IJournalStatement Bind(Guid value);

    /// <summary>Many values at once, for a statement of <see cref="IJournalConnection.PrepareForMany"/>.</summary>
    IJournalStatement BindAll(long[] values) => throw new NotSupportedException();

    /// <inheritdoc cref="BindAll(long[])"/>
    IJournalStatement BindAll(string[] values) => throw new NotSupportedException();

    /// <inheritdoc cref="BindAll(long[])"/>
    IJournalStatement BindAll(Guid[] values) => throw new NotSupportedException();

    /// <summary>Whether there is a row; the statement must be reset afterwards.</summary>
    bool Step();

    /// <summary>Runs a statement whose rows, if any, nobody reads. Returns whether there was one.</summary>
    bool Run();

    /// <summary>Runs a statement with one row. Returns the number in it.</summary>
    long Number();

    long Integer(int column);

    /// <summary>A truth value.</summary>
    bool Flag(int column);

    string Text(int column);

    string? TextOrNull(int column);

    byte[] Bytes(int column);

    /// <summary>An id; the empty one for bytes that are not an id.</summary>
    Guid Guid(int column);

    bool IsNull(int column);

    void Reset();
}
