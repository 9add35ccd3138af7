namespace EventAuth.Storage.Protection;

/// <summary>Keys that all processes over one database share, as texts. Nobody can use them who has a copy of the database only.</summary>
public interface ISharedKeys
{
    /// <summary>All that can be read. One that cannot is left out and named.</summary>
    IReadOnlyList<string> Read();

    /// <summary>Keeps a text under a name.</summary>
    /// <param name="isKey">Whether it is a new key: nothing is kept where another process made one at the same moment.</param>
    void Add(string name, string text, bool isKey);
}
