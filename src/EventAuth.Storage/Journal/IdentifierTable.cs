using EventAuth.Storage.Statements;

namespace EventAuth.Storage.Journal;

/// <summary>The rows of identifiers, and of how profiles got them, as the writer reads and writes them.</summary>
internal sealed class IdentifierTable(IJournalConnection connection)
{
    private readonly IJournalStatement _selectUuids =
        connection.Prepare("""SELECT "Value" FROM "Identifiers" WHERE "ProfileId" = ?1 AND "Kind" = 1""");

    private readonly IJournalStatement _putIdentifier = connection.Insert(
        "Identifiers",
        ["Kind", "Value", "ProfileId", "Proven"],
        """ON CONFLICT ("Kind", "Value") DO UPDATE SET "ProfileId" = excluded."ProfileId", "Proven" = excluded."Proven" """);

    private readonly IJournalStatement _deleteIdentifier =
        connection.Prepare("""DELETE FROM "Identifiers" WHERE "Kind" = ?1 AND "Value" = ?2""");

    private readonly IJournalStatement _insertLink =
        connection.Insert("ProfileLinks", ["Id", "ProfileId", "Kind", "Value", "EventId", "LinkedAt", "Proof"]);

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

    public void Add(long profileId, ProfileLink link) => _insertLink
        .Bind(connection.NextId(JournalTable.ProfileLinks)).Bind(profileId).Bind((long)link.Kind)
        .Bind(link.Value).Bind(link.EventId).Bind(link.LinkedAt).Bind((long)link.Proof).Run();
}

/// <summary>Which profile an identifier belongs to, and whether with proof; none by default.</summary>
internal readonly record struct IdentifierOwner(ProfileState? Profile, bool IsProven);
