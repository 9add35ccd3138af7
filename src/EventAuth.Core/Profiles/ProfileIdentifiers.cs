namespace EventAuth.Core.Profiles;

/// <summary>
/// How a profile gets its identifiers. The previous holder loses it, and keeps its history. Whether the event may take it was decided
/// before: without a token nobody has it, with a token nobody has it with proof.
/// </summary>
internal static class ProfileIdentifiers
{
    /// <summary>Sets e-mail or customId.</summary>
    public static void Set(IProfileDirectory profiles, ProfileState profile, IdentifierKind kind, string value, LinkProof proof)
    {
        var (present, isProven) = profile.Of(kind);
        var (folded, presentFolded) = (kind.Fold(value), present is null ? null : kind.Fold(present));
        if (presentFolded == folded && (isProven || proof == LinkProof.None))
        {
            return;
        }

        if (presentFolded is not null && presentFolded != folded)
        {
            profiles.Unlink(kind, presentFolded);
        }

        var holder = profiles.Find(kind, folded);
        profiles.Link(profile, kind, folded, proof);
        if (holder is not null && holder.Id != profile.Id)
        {
            holder.Set(kind, null, isProven: false);
            profiles.Changed(holder);
        }

        profile.Set(kind, value, proof == LinkProof.Token);
        profiles.Changed(profile);
    }

    /// <summary>Links a uuid. An anonymous profile that has it is merged; a recognized one loses it.</summary>
    public static void TakeUuid(IProfileDirectory profiles, ProfileState profile, string uuid, LinkProof proof, DateTimeOffset at)
    {
        var holder = profiles.Find(IdentifierKind.Uuid, uuid);
        if (holder is null)
        {
            profiles.Link(profile, IdentifierKind.Uuid, uuid, proof);
        }
        else if (holder.Id == profile.Id)
        {
            if (proof == LinkProof.Token && !profiles.IsProven(IdentifierKind.Uuid, uuid))
            {
                profiles.Link(profile, IdentifierKind.Uuid, uuid, proof);
            }
        }
        else if (!holder.IsRecognized)
        {
            profile.Attributes.Merge(holder.Attributes);
            profile.CreatedAt = holder.CreatedAt < profile.CreatedAt ? holder.CreatedAt : profile.CreatedAt;
            profiles.Changed(profile);
            profiles.Merge(holder, profile, uuid, proof);
        }
        else
        {
            profiles.Link(profile, IdentifierKind.Uuid, uuid, proof);
            NameAnew(profiles, holder, uuid, at);
        }
    }

    public static ProfileState CreateWith(IProfileDirectory profiles, string uuid, LinkProof proof, DateTimeOffset at)
    {
        var profile = profiles.Create(uuid, at);
        profiles.Link(profile, IdentifierKind.Uuid, uuid, proof);
        return profile;
    }

    public static string MakeUuid(DateTimeOffset at) =>
        // Such a uuid cannot express a time before 1970, to which a clock may be set.
        Guid.CreateVersion7(at < DateTimeOffset.UnixEpoch ? DateTimeOffset.UnixEpoch : at).ToString("D");

    // A profile is always found by some uuid: if it lost its only one, it gets one from the server.
    private static void NameAnew(IProfileDirectory profiles, ProfileState holder, string lost, DateTimeOffset at)
    {
        if (holder.Uuid != lost)
        {
            return;
        }

        if (profiles.FirstUuid(holder) is { } other)
        {
            holder.Uuid = other;
        }
        else
        {
            holder.Uuid = MakeUuid(at);
            profiles.Link(holder, IdentifierKind.Uuid, holder.Uuid, LinkProof.Server);
        }

        profiles.Changed(holder);
    }
}
