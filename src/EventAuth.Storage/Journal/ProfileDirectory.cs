using EventAuth.Storage.Statements;

namespace EventAuth.Storage.Journal;

/// <summary>
/// The profiles that transactions use: each read once, changed in memory, written together at the end of the transaction. What was read
/// stays for the following transactions, within a limit; only this writer changes profiles.
/// </summary>
internal sealed class ProfileDirectory(IJournalConnection connection, int maxRemembered) : IProfileDirectory
{
    /// <summary>How many characters of customer data count as one identifier, about 500 bytes of memory.</summary>
    private const int CharactersPerIdentifier = 256;

    private readonly ProfileTable _rows = new(connection);
    private readonly IdentifierTable _identifiers = new(connection);

    // What is known, until it is forgotten.
    private readonly Dictionary<(IdentifierKind Kind, string Value), IdentifierOwner> _owners = [];
    private readonly Dictionary<long, ProfileState> _profiles = [];

    // Of the current transaction.
    private readonly List<(IdentifierKind Kind, string Value)> _unknown = [];
    private readonly HashSet<ProfileState> _changed = [];
    private readonly HashSet<(IdentifierKind Kind, string Value)> _relinked = [];
    private readonly List<(long Source, long Target)> _merges = [];
    private readonly List<(long ProfileId, ProfileLink Link)> _links = [];
    private (Guid Id, DateTimeOffset At) _cause;

    /// <summary>How much is known, in identifiers; customer data counts by its length, as read and each time it was written.</summary>
    public long Remembered => _owners.Count + (_rows.Characters / CharactersPerIdentifier);

    /// <summary>
    /// Starts a transaction: reads the profiles that its events need first and that are not known yet, in key order, so that neighbours
    /// in the tree are read together.
    /// </summary>
    public void Begin(List<JournalSubmission> submissions)
    {
        // Everything at once, and read again when needed: 100,000 identifiers take about 50 MB.
        if (Remembered > maxRemembered)
        {
            Forget();
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
        _rows.ReadMany(_unknown, _owners, _profiles);
        _unknown.Clear();
    }

    /// <summary>Forgets what is remembered: others have written since.</summary>
    public void Forget()
    {
        _rows.Characters = 0;
        _owners.Clear();
        _profiles.Clear();
    }

    /// <summary>Sets the event that the following changes come from.</summary>
    public void Attribute(Guid eventId, DateTimeOffset at) => _cause = (eventId, at);

    public ProfileState? Find(IdentifierKind kind, string value) => OwnerOf(kind, value).Profile;

    public bool IsProven(IdentifierKind kind, string value) => OwnerOf(kind, value).IsProven;

    public string? FirstUuid(ProfileState profile) => UuidsOf(profile).Min(StringComparer.Ordinal);

    public ProfileState Create(string uuid, DateTimeOffset at)
    {
        var profile = new ProfileState { Id = _rows.NextProfile(), Uuid = uuid, CreatedAt = at };
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
        // What a token had before stays proven; the rest is merged, too.
        foreach (var moved in UuidsOf(source))
        {
            var ofThis = moved == uuid ? proof : LinkProof.SentWithToken;
            Give(target, IdentifierKind.Uuid, moved, IsProven(IdentifierKind.Uuid, moved) ? LinkProof.Token : ofThis);
        }

        _merges.Add((source.Id, target.Id));
        _profiles.Remove(source.Id);
    }

    public void Changed(ProfileState profile) => _changed.Add(profile);

    /// <summary>Writes all changes of the transaction, in key order.</summary>
    public void Write()
    {
        if (_changed.Count > 0)
        {
            foreach (var profile in _changed.OrderBy(profile => profile.Id))
            {
                _rows.Put(profile);
            }

            foreach (var (source, target) in _merges)
            {
                _rows.Merge(source, target);
            }

            _changed.Clear();
            _merges.Clear();
        }

        if (_relinked.Count > 0)
        {
            foreach (var (kind, value) in _relinked.Order(Comparer<(IdentifierKind, string)>.Create(InKeyOrder)))
            {
                _identifiers.Put(kind, value, _owners[(kind, value)]);
            }

            _relinked.Clear();
        }

        foreach (var (profileId, link) in _links)
        {
            _identifiers.Add(profileId, link);
        }

        _links.Clear();
    }

    private static int InKeyOrder((IdentifierKind Kind, string Value) one, (IdentifierKind Kind, string Value) other) =>
        one.Kind != other.Kind ? one.Kind.CompareTo(other.Kind) : string.CompareOrdinal(one.Value, other.Value);

    private void NoteUnknown(IdentifierKind kind, string? value)
    {
        if (value is not null && !_owners.ContainsKey((kind, value)))
        {
            _unknown.Add((kind, value));
        }
    }

    private HashSet<string> UuidsOf(ProfileState profile)
    {
        var uuids = _identifiers.ReadUuids(profile.Id);

        // What this transaction changed is not in the table yet.
        foreach (var (kind, value) in _relinked)
        {
            if (kind == IdentifierKind.Uuid && _owners[(kind, value)].Profile == profile)
            {
                uuids.Add(value);
            }
            else if (kind == IdentifierKind.Uuid)
            {
                uuids.Remove(value);
            }
        }

        return uuids;
    }

    private void Give(ProfileState profile, IdentifierKind kind, string value, LinkProof proof)
    {
        _owners[(kind, value)] = new IdentifierOwner(profile, proof.IsProven());
        _relinked.Add((kind, value));
        Note(profile, kind, value, proof);
    }

    private void Note(ProfileState profile, IdentifierKind kind, string value, LinkProof proof) =>
        _links.Add((profile.Id, new ProfileLink(kind, value, _cause.Id, _cause.At, proof)));

    private IdentifierOwner OwnerOf(IdentifierKind kind, string value)
    {
        if (!_owners.TryGetValue((kind, value), out var owner))
        {
            _owners[(kind, value)] = owner = _rows.Read(kind, value, _profiles);
        }

        return owner;
    }
}
