using System.Runtime.InteropServices;

namespace EventAuth.Storage.Statements;

/// <summary>
/// The few functions of SQLite that the writer calls for each value of each row. Called directly: the usual way counts references to the statement
/// twice a call, and the statement outlives its calls by construction. https://www.sqlite.org/c3ref/bind_blob.html
/// </summary>
internal static partial class StatementCalls
{
    private const string Library = "e_sqlite3";

    /// <summary>The database copies what is bound, before the call returns.</summary>
    private const nint Transient = -1;

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_int64")]
    [SuppressGCTransition]
    public static partial int BindInteger(nint statement, int position, long value);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_null")]
    [SuppressGCTransition]
    public static partial int BindNull(nint statement, int position);

    [LibraryImport(Library, EntryPoint = "sqlite3_step")]
    public static partial int Step(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_reset")]
    public static partial int Reset(nint statement);

    public static int BindText(nint statement, int position, ReadOnlySpan<byte> text) => BindText(statement, position, text, text.Length, Transient);

    public static int BindBytes(nint statement, int position, ReadOnlySpan<byte> bytes) => BindBytes(statement, position, bytes, bytes.Length, Transient);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_text")]
    private static partial int BindText(nint statement, int position, ReadOnlySpan<byte> text, int length, nint lifetime);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_blob")]
    private static partial int BindBytes(nint statement, int position, ReadOnlySpan<byte> bytes, int length, nint lifetime);
}
