using EventAuth.Storage.Statements;

namespace EventAuth.Storage.Journal;

/// <summary>
/// The profiles that transactions touch: read once each, changed in memory, written together at the end of the transaction. What was read
/// stays for the transactions that follow, within a bound; only this writer changes profiles.
/// </summary>
internal sealed class SqliteProfileDirectory(JournalConnection connection, int maxRemembered) : IProfileDirectory
{
    /// <summary>So many characters of customer data weigh as much as one identifier, about 500 bytes of memory.</summary>
    private const int CharactersPerIdentifier = 256;

    private readonly SqliteStatement _select = connection.Prepare(
        """
        SELECT p."Id", p."Uuid", p."Email", p."EmailProven", p."CustomId", p."CustomIdProven", p."Attributes", p."CreatedAt",
            p."Unproven", i."Proven"
        FROM "Identifiers" i JOIN "Profiles" p ON p."Id" = i."ProfileId" WHERE i."Kind" = ?1 AND i."Value" = ?2
        """);

    private readonly SqliteStatement _selectUuids =
        connection.Prepare("""SELECT "Value" FROM "Identifiers" WHERE "ProfileId" = ?1 AND "Kind" = 1""");

    private readonly SqliteStatement _put = connection.Prepare(
        """
        INSERT INTO "Profiles" ("Id", "Uuid", "Email", "EmailProven", "CustomId", "CustomIdProven", "Attributes", "CreatedAt", "Unproven")
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        ON CONFLICT ("Id") DO UPDATE SET "Uuid" = ?2, "Email" = ?3, "EmailProven" = ?4, "CustomId" = ?5, "CustomIdProven" = ?6,
            "Attributes" = ?7, "CreatedAt" = ?8, "Unproven" = ?9
        """);

    private readonly SqliteStatement _merge =
        connection.Prepare("""UPDATE "Profiles" SET "MergedInto" = ?2 WHERE "Id" = ?1 OR "MergedInto" = ?1""");

    private readonly SqliteStatement _putIdentifier = connection.Prepare(
        """INSERT OR REPLACE INTO "Identifiers" ("Kind", "Value", "ProfileId", "Proven") VALUES (?1, ?2, ?3, ?4)""");

    private readonly SqliteStatement _deleteIdentifier =
        connection.Prepare("""DELETE FROM "Identifiers" WHERE "Kind" = ?1 AND "Value" = ?2""");

    private readonly SqliteStatement _insertLink =
        connection.Insert("ProfileLinks", "Id", "ProfileId", "Kind", "Value", "EventId", "LinkedAt", "Proof");

    // The one writer counts ids by itself. That of a profile of which something is still to be erased is not given to another.
    private long _lastProfile = Math.Max(connection.Greatest("Profiles", "Id"), connection.Greatest("Erasures", "ProfileId"));
    private long _lastLink = connection.Greatest("ProfileLinks", "Id");

    // What is known, until it is forgotten.
    private readonly Dictionary<(IdentifierKind Kind, string Value), Owner> _owners = [];
    private readonly Dictionary<long, ProfileState> _profiles = [];
    private long _characters;

    // Of the present transaction.
    private readonly List<(IdentifierKind Kind, string Value)> _unknown = [];
    private readonly HashSet<ProfileState> _changed = [];
    private readonly HashSet<(IdentifierKind Kind, string Value)> _relinked = [];
    private readonly List<(long Source, long Target)> _merges = [];
    private readonly List<(long ProfileId, ProfileLink Link)> _links = [];
    private (Guid Id, DateTimeOffset At) _cause;

    /// <summary>How much is known, in identifiers; customer data counts by its length, as read and each time it was written.</summary>
    public long Remembered => _owners.Count + (_characters / CharactersPerIdentifier);

    /// <summary>
    /// Begins a transaction: reads the profiles that its events ask for first and that are not known, in key order, so that neighbours
    /// in the tree are read together.
    /// </summary>
    public void Begin(List<JournalSubmission> submissions)
    {
        // Everything at once, and read anew as it is asked for: 100,000 identifiers take about 50 MB.
        if (Remembered > maxRemembered)
        {
            _characters = 0;
            _owners.Clear();
            _profiles.Clear();
        }

        foreach (var (append, _) in submissions)
        {
            for (var i = 0; i < append?.Count; i++)
            {
                var token = append[i].Token;
                NoteUnknown(IdentifierKind.CustomId, token?.CustomId);
                NoteUnknown(IdentifierKind.Email, token?.FoldedEmail);
                NoteUnknown(IdentifierKind.Uuid, token is null ? append[i].ClientUuidText : token.Uuid);
            }
        }

        _unknown.Sort(InKeyOrder);
        foreach (var (kind, value) in _unknown)
        {
            Find(kind, value);
        }

        _unknown.Clear();
    }

    /// <summary>Names the event that the following changes come from.</summary>
    public void Attribute(Guid eventId, DateTimeOffset at) => _cause = (eventId, at);

    public ProfileState? Find(IdentifierKind kind, string value) => OwnerOf(kind, value).Profile;

    public bool IsProven(IdentifierKind kind, string value) => OwnerOf(kind, value).IsProven;

    public string? FirstUuid(ProfileState profile) => UuidsOf(profile).Min(StringComparer.Ordinal);

    public ProfileState Create(string uuid, DateTimeOffset at)
    {
        var profile = new ProfileState { Id = ++_lastProfile, Uuid = uuid, CreatedAt = at };
        _profiles.Add(profile.Id, profile);
        _changed.Add(profile);
        return profile;
    }

    public void Link(ProfileState profile, IdentifierKind kind, string value, LinkProof proof)
    {
        if (Find(kind, value) is { } before && before.Id != profile.Id)
        {
            Note(before, kind, value, LinkProof.Taken);
        }

        Give(profile, kind, value, proof);
    }

    public void Unlink(IdentifierKind kind, string value)
    {
        _owners[(kind, value)] = default;
        _relinked.Add((kind, value));
    }

    public void Merge(ProfileState source, ProfileState target, string uuid, LinkProof proof)
    {
        // What a token carried before stays proven; what it did not carry comes along.
        foreach (var moved in UuidsOf(source))
        {
            var ofThis = moved == uuid ? proof : LinkProof.SentWithToken;
            Give(target, IdentifierKind.Uuid, moved, IsProven(IdentifierKind.Uuid, moved) ? LinkProof.Token : ofThis);
        }

        _merges.Add((source.Id, target.Id));
        _profiles.Remove(source.Id);
    }

    public void Changed(ProfileState profile) => _changed.Add(profile);

    public void Write()
    {
        if (_changed.Count > 0)
        {
            WriteProfiles();
        }

        if (_relinked.Count > 0)
        {
            WriteIdentifiers();
        }

        foreach (var (profileId, link) in _links)
        {
            _insertLink.Bind(++_lastLink).Bind(profileId).Bind((long)link.Kind).Bind(link.Value)
                .Bind(link.EventId).Bind(link.LinkedAt).Bind((long)link.Proof).Run();
        }

        _links.Clear();
    }

    private static int InKeyOrder((IdentifierKind Kind, string Value) one, (IdentifierKind Kind, string Value) other) =>
        one.Kind != other.Kind ? one.Kind.CompareTo(other.Kind) : string.CompareOrdinal(one.Value, other.Value);

    private void WriteProfiles()
    {
        foreach (var profile in _changed.OrderBy(profile => profile.Id))
        {
            var attributes = AttributesJson.Write(profile.Attributes);
            _characters += attributes.Length;
            _put.Bind(profile.Id).Bind(profile.Uuid).Bind(profile.Email).Bind(profile.EmailProven)
                .Bind(profile.CustomId).Bind(profile.CustomIdProven).Bind(attributes)
                .Bind(profile.CreatedAt).Bind(AttributesJson.WriteUnproven(profile.Attributes)).Run();
        }

        foreach (var (source, target) in _merges)
        {
            _merge.Bind(source).Bind(target).Run();
        }

        _changed.Clear();
        _merges.Clear();
    }

    private void WriteIdentifiers()
    {
        foreach (var (kind, value) in _relinked.Order(Comparer<(IdentifierKind, string)>.Create(InKeyOrder)))
        {
            if (_owners[(kind, value)] is { Profile: { } owner, IsProven: var isProven })
            {
                _putIdentifier.Bind((long)kind).Bind(value).Bind(owner.Id).Bind(isProven).Run();
            }
            else
            {
                _deleteIdentifier.Bind((long)kind).Bind(value).Run();
            }
        }

        _relinked.Clear();
    }

    private void NoteUnknown(IdentifierKind kind, string? value)
    {
        if (value is not null && !_owners.ContainsKey((kind, value)))
        {
            _unknown.Add((kind, value));
        }
    }

    private HashSet<string> UuidsOf(ProfileState profile)
    {
        var uuids = new HashSet<string>();
        _selectUuids.Bind(profile.Id);
        while (_selectUuids.Step())
        {
            uuids.Add(_selectUuids.Text(0));
        }

        _selectUuids.Reset();

        // What this transaction changed is not in the table yet.
        foreach (var (kind, value) in _relinked)
        {
            if (kind == IdentifierKind.Uuid)
            {
                _ = _owners[(kind, value)].Profile == profile ? uuids.Add(value) : uuids.Remove(value);
            }
        }

        return uuids;
    }

    private void Give(ProfileState profile, IdentifierKind kind, string value, LinkProof proof)
    {
        _owners[(kind, value)] = new Owner(profile, proof.IsProven());
        _relinked.Add((kind, value));
        Note(profile, kind, value, proof);
    }

    private void Note(ProfileState profile, IdentifierKind kind, string value, LinkProof proof) =>
        _links.Add((profile.Id, new ProfileLink(kind, value, _cause.Id, _cause.At, proof)));

    private Owner OwnerOf(IdentifierKind kind, string value)
    {
        if (!_owners.TryGetValue((kind, value), out var owner))
        {
            _owners[(kind, value)] = owner = Read(kind, value);
        }

        return owner;
    }

    private Owner Read(IdentifierKind kind, string value)
    {
        var row = _select.Bind((long)kind).Bind(value);
        var owner = row.Step() ? new Owner(ReadProfile(row), row.Integer(9) != 0) : default;
        row.Reset();
        return owner;
    }

    // Several identifiers lead to the same profile; they must lead to the same working copy.
    private ProfileState ReadProfile(SqliteStatement row)
    {
        if (!_profiles.TryGetValue(row.Integer(0), out var profile))
        {
            var attributes = row.Text(6);
            _characters += attributes.Length;
            profile = new ProfileState
            {
                Id = row.Integer(0),
                Uuid = row.Text(1),
                Email = row.TextOrNull(2),
                EmailProven = row.Integer(3) != 0,
                CustomId = row.TextOrNull(4),
                CustomIdProven = row.Integer(5) != 0,
                Attributes = AttributesJson.Read(attributes, row.TextOrNull(8)),
                CreatedAt = StoredTime.Of(row.Integer(7)),
            };
            _profiles.Add(profile.Id, profile);
        }

        return profile;
    }

    /// <summary>To whom an identifier belongs, and whether it came there with proof; nobody by default.</summary>
    private readonly record struct Owner(ProfileState? Profile, bool IsProven);
}
