using Npgsql;
using NpgsqlTypes;

namespace EventAuth.Storage.Copying;

/// <summary>Sends rows to PostgreSQL, by COPY in its binary form.</summary>
internal sealed class PostgresRowTarget(NpgsqlBinaryImporter importer) : IRowTarget
{
    public void Begin() => importer.StartRow();

    public void Null(CopiedColumn column) => importer.WriteNull();

    public void Number(CopiedColumn column, long value)
    {
        if (column.Kind == ColumnKind.ShortNumber)
        {
            importer.Write(checked((int)value), NpgsqlDbType.Integer);
        }
        else
        {
            importer.Write(value, NpgsqlDbType.Bigint);
        }
    }

    public void Flag(CopiedColumn column, bool value) => importer.Write(value, NpgsqlDbType.Boolean);

    public void Text(CopiedColumn column, string value) => importer.Write(value, NpgsqlDbType.Text);

    public void Bytes(CopiedColumn column, byte[] value) => importer.Write(value, NpgsqlDbType.Bytea);

    public void Id(CopiedColumn column, Guid value) => importer.Write(value, NpgsqlDbType.Uuid);

    public void End()
    {
        // The next row, or the end, tells.
    }
}
