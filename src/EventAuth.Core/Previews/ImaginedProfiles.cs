using EventAuth.Core.Profiles;

namespace EventAuth.Core.Previews;

/// <summary>
/// Profiles as they would be, in memory: first as they were at a moment, then changed by what is decided again. Identifiers are known by a
/// text that is theirs alone, such as a hash; customer data is not known at all.
/// </summary>
public sealed class ImaginedProfiles : IProfileDirectory
{
    // Nobody's data changes a decision; so all share what stays empty.
    private static readonly CustomerAttributes s_noAttributes = new();

    private readonly Dictionary<string, (ProfileState Profile, bool IsProven)> _owners = new(StringComparer.Ordinal);
    private readonly Dictionary<long, ProfileState> _profiles = [];

    // Of those that have, or had, another uuid than their first.
    private readonly Dictionary<long, List<string>> _furtherUuids = [];
    private long _lastId;

    /// <summary>How often something was changed that a decision may ask for.</summary>
    internal long Changes { get; private set; }

    /// <summary>The text by which an identifier is known here.</summary>
    /// <param name="identifier">Its hash.</param>
    public static string TextOf(ulong identifier) => identifier.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>
    /// Adds what a profile got or lost before the moment. Called in the order in which it happened; every link that a profile ever got is
    /// recorded, so the last one of each identifier says whose it was.
    /// </summary>
    public void Recall(FormerLink link)
    {
        var (profileId, kind, identifier, proof) = link;
        var value = TextOf(identifier);
        if (!_profiles.TryGetValue(profileId, out var profile))
        {
            _profiles.Add(profileId, profile = NewProfile(profileId, kind == IdentifierKind.Uuid ? value : "", default));
        }

        if (proof == LinkProof.Taken)
        {
            Lose(profile, kind, value);
            return;
        }

        if (kind == IdentifierKind.Uuid)
        {
            NoteUuid(profile, value);
        }
        else
        {
            if (profile.Of(kind).Value is { } former && former != value)
            {
                Lose(profile, kind, former);
            }

            profile.Set(kind, value, proof == LinkProof.Token);
        }

        _owners[value] = (profile, proof.IsProven());
    }

    public ProfileState? Find(IdentifierKind kind, string value) => _owners.GetValueOrDefault(value).Profile;

    public bool IsProven(IdentifierKind kind, string value) => _owners.GetValueOrDefault(value).IsProven;

    public string? FirstUuid(ProfileState profile) => UuidsOf(profile).Min(StringComparer.Ordinal);

    public ProfileState Create(string uuid, DateTimeOffset at)
    {
        Changes++;
        return NewProfile(_lastId + 1, uuid, at);
    }

    public void Link(ProfileState profile, IdentifierKind kind, string value, LinkProof proof)
    {
        Changes++;
        _owners[value] = (profile, proof.IsProven());
        if (kind == IdentifierKind.Uuid)
        {
            NoteUuid(profile, value);
        }
    }

    public void Unlink(IdentifierKind kind, string value)
    {
        Changes++;
        _owners.Remove(value);
    }

    public void Merge(ProfileState source, ProfileState target, string uuid, LinkProof proof)
    {
        Changes++;
        foreach (var moved in UuidsOf(source))
        {
            var ofThis = moved == uuid ? proof : LinkProof.SentWithToken;
            Link(target, IdentifierKind.Uuid, moved, IsProven(IdentifierKind.Uuid, moved) ? LinkProof.Token : ofThis);
        }

        _furtherUuids.Remove(source.Id);
    }

    public void Changed(ProfileState profile) => Changes++;

    private ProfileState NewProfile(long id, string uuid, DateTimeOffset at)
    {
        _lastId = Math.Max(_lastId, id);
        return new ProfileState { Id = id, Uuid = uuid, CreatedAt = at, Attributes = s_noAttributes };
    }

    private void Lose(ProfileState profile, IdentifierKind kind, string value)
    {
        if (_owners.GetValueOrDefault(value).Profile == profile)
        {
            _owners.Remove(value);
        }

        if (kind != IdentifierKind.Uuid && profile.Of(kind).Value == value)
        {
            profile.Set(kind, null, isProven: false);
        }
    }

    private void NoteUuid(ProfileState profile, string uuid)
    {
        if (profile.Uuid.Length == 0)
        {
            profile.Uuid = uuid;
        }
        else if (profile.Uuid != uuid)
        {
            (CollectionsMarshal.GetValueRefOrAddDefault(_furtherUuids, profile.Id, out _) ??= []).Add(uuid);
        }
    }

    private HashSet<string> UuidsOf(ProfileState profile) =>
        [.. _furtherUuids.GetValueOrDefault(profile.Id, []).Append(profile.Uuid).Where(uuid => Find(IdentifierKind.Uuid, uuid) == profile)];
}
