using EventAuth.Storage.Statements;

namespace EventAuth.Storage.Journal;

/// <summary>The rows of identifiers, and of how profiles got them, as the writer reads and writes them.</summary>
internal sealed class IdentifierTable(JournalConnection connection)
{
    private readonly SqliteStatement _selectUuids =
        connection.Prepare("""SELECT "Value" FROM "Identifiers" WHERE "ProfileId" = ?1 AND "Kind" = 1""");

    private readonly SqliteStatement _putIdentifier = connection.Prepare(
        """INSERT OR REPLACE INTO "Identifiers" ("Kind", "Value", "ProfileId", "Proven") VALUES (?1, ?2, ?3, ?4)""");

    private readonly SqliteStatement _deleteIdentifier =
        connection.Prepare("""DELETE FROM "Identifiers" WHERE "Kind" = ?1 AND "Value" = ?2""");

    private readonly SqliteStatement _insertLink =
        connection.Insert("ProfileLinks", "Id", "ProfileId", "Kind", "Value", "EventId", "LinkedAt", "Proof");

    // The single writer assigns ids itself.
    private long _lastLink = connection.Greatest("ProfileLinks", "Id");

    public HashSet<string> ReadUuids(long profileId)
    {
        var uuids = new HashSet<string>();
        _selectUuids.Bind(profileId);
        while (_selectUuids.Step())
        {
            uuids.Add(_selectUuids.Text(0));
        }

        _selectUuids.Reset();
        return uuids;
    }

    /// <summary>Sets the owner of an identifier.</summary>
    public void Put(IdentifierKind kind, string value, IdentifierOwner owner)
    {
        if (owner is { Profile: { } profile, IsProven: var isProven })
        {
            _putIdentifier.Bind((long)kind).Bind(value).Bind(profile.Id).Bind(isProven).Run();
        }
        else
        {
            _deleteIdentifier.Bind((long)kind).Bind(value).Run();
        }
    }

    public void Add(long profileId, ProfileLink link) => _insertLink.Bind(++_lastLink).Bind(profileId).Bind((long)link.Kind)
        .Bind(link.Value).Bind(link.EventId).Bind(link.LinkedAt).Bind((long)link.Proof).Run();
}

/// <summary>Which profile an identifier belongs to, and whether with proof; none by default.</summary>
internal readonly record struct IdentifierOwner(ProfileState? Profile, bool IsProven);
