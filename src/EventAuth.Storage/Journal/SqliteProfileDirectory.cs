using EventAuth.Core.Journal;
using EventAuth.Core.Profiles;
using EventAuth.Storage.Database;

namespace EventAuth.Storage.Journal;

/// <summary>
/// The profiles that transactions touch: read once each, changed in memory, written together at the end of the transaction. What was read
/// stays for the transactions that follow, within a bound; only this writer changes profiles.
/// </summary>
internal sealed class SqliteProfileDirectory(JournalConnection connection, JournalCounters counters, int maxRemembered) : IProfileDirectory
{
    /// <summary>So many characters of customer data weigh as much as one identifier, about 500 bytes of memory.</summary>
    private const int CharactersPerIdentifier = 256;

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
                NoteUnknown(append[i]);
            }
        }

        if (_unknown.Count > 0)
        {
            _unknown.Sort(InKeyOrder);
            foreach (var (kind, value) in _unknown)
            {
                Find(kind, value);
            }

            _unknown.Clear();
        }
    }

    /// <summary>Names the event that the following changes come from.</summary>
    public void Attribute(Guid eventId, DateTimeOffset at) => _cause = (eventId, at);

    public ProfileState? Find(IdentifierKind kind, string value) => OwnerOf(kind, value).Profile;

    public bool IsProven(IdentifierKind kind, string value) => OwnerOf(kind, value).IsProven;

    public string? FirstUuid(ProfileState profile) => UuidsOf(profile).Min(StringComparer.Ordinal);

    public ProfileState Create(string uuid, DateTimeOffset at)
    {
        var profile = new ProfileState { Id = counters.NextProfile(), Uuid = uuid, CreatedAt = at };
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

    /// <summary>Writes all changes of the transaction, in key order.</summary>
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
            connection.InsertLink.Bind(1, counters.NextLink()).Bind(2, profileId).Bind(3, (long)link.Kind).Bind(4, link.Value)
                .Bind(5, link.EventId).Bind(6, link.LinkedAt).Bind(7, (long)link.Proof).Run();
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
            var unproven = AttributesJson.WriteUnproven(profile.Attributes);
            _characters += attributes.Length;
            connection.InsertProfile.Bind(1, profile.Id).Bind(2, profile.Uuid).Bind(3, profile.Email).Bind(4, profile.EmailProven)
                .Bind(5, profile.CustomId).Bind(6, profile.CustomIdProven).Bind(7, attributes)
                .Bind(8, profile.CreatedAt).Bind(9, unproven).Run();
        }

        foreach (var (source, target) in _merges)
        {
            connection.MergeProfile.Bind(1, source).Bind(2, target).Run();
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
                connection.SetIdentifier.Bind(1, (long)kind).Bind(2, value).Bind(3, owner.Id).Bind(4, isProven).Run();
            }
            else
            {
                connection.DeleteIdentifier.Bind(1, (long)kind).Bind(2, value).Run();
            }
        }

        _relinked.Clear();
    }

    private void NoteUnknown(JournalEntry entry)
    {
        if (entry.Token is not { } token)
        {
            NoteUnknown(IdentifierKind.Uuid, entry.ClientUuidText);
            return;
        }

        NoteUnknown(IdentifierKind.CustomId, token.CustomId);
        NoteUnknown(IdentifierKind.Email, token.FoldedEmail);
        NoteUnknown(IdentifierKind.Uuid, token.Uuid);
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
        connection.SelectUuids.Bind(1, profile.Id);
        while (connection.SelectUuids.Step())
        {
            uuids.Add(connection.SelectUuids.Text(0));
        }

        connection.SelectUuids.Reset();

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
        var row = connection.SelectProfile.Bind(1, (long)kind).Bind(2, value);
        try
        {
            if (!row.Step())
            {
                return default;
            }

            var isProven = row.Integer(9) != 0;

            // Several identifiers lead to the same profile; they must lead to the same working copy.
            if (_profiles.TryGetValue(row.Integer(0), out var known))
            {
                return new Owner(known, isProven);
            }

            var attributes = row.Text(6);
            _characters += attributes.Length;
            var profile = new ProfileState
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
            return new Owner(profile, isProven);
        }
        finally
        {
            row.Reset();
        }
    }

    /// <summary>To whom an identifier belongs, and whether it came there with proof; nobody by default.</summary>
    private readonly record struct Owner(ProfileState? Profile, bool IsProven);
}
