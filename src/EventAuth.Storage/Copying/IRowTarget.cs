namespace EventAuth.Storage.Copying;

/// <summary>Takes rows, value by value in the order of the columns.</summary>
internal interface IRowTarget
{
    void Begin();

    void Null(CopiedColumn column);

    void Number(CopiedColumn column, long value);

    void Flag(CopiedColumn column, bool value);

    void Text(CopiedColumn column, string value);

    void Bytes(CopiedColumn column, byte[] value);

    void Id(CopiedColumn column, Guid value);

    void End();
}
