using EventAuth.Core.Identifiers;

namespace EventAuth.Core.Profiles;

/// <summary>
/// How a profile gets its identifiers. Whoever held one before loses it, and keeps its history. Whether the event may take it was settled
/// before: without a token it is nobody's, with one nobody holds it with proof.
/// </summary>
internal static class ProfileIdentifiers
{
    public static void SetEmail(IProfileDirectory profiles, ProfileState profile, string email, LinkProof proof)
    {
        var folded = IdentifierRules.FoldEmail(email);
        var present = profile.Email is { } older ? IdentifierRules.FoldEmail(older) : null;
        if (present == folded && (profile.EmailProven || proof == LinkProof.None))
        {
            return;
        }

        if (Replace(profiles, profile, IdentifierKind.Email, present, folded, proof) is { } holder)
        {
            (holder.Email, holder.EmailProven) = (null, false);
        }

        (profile.Email, profile.EmailProven) = (email, proof == LinkProof.Token);
    }

    public static void SetCustomId(IProfileDirectory profiles, ProfileState profile, string customId, LinkProof proof)
    {
        if (profile.CustomId == customId && (profile.CustomIdProven || proof == LinkProof.None))
        {
            return;
        }

        if (Replace(profiles, profile, IdentifierKind.CustomId, profile.CustomId, customId, proof) is { } holder)
        {
            (holder.CustomId, holder.CustomIdProven) = (null, false);
        }

        (profile.CustomId, profile.CustomIdProven) = (customId, proof == LinkProof.Token);
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
            CustomerData.Merge(profiles, holder, profile);
            profiles.Merge(holder, profile, uuid, proof);
        }
        else
        {
            profiles.Link(profile, IdentifierKind.Uuid, uuid, proof);
            NameAnew(profiles, holder, uuid, at);
        }
    }

    /// <summary>Makes a profile that has this uuid.</summary>
    public static ProfileState CreateWith(IProfileDirectory profiles, string uuid, LinkProof proof, DateTimeOffset at)
    {
        var profile = profiles.Create(uuid, at);
        profiles.Link(profile, IdentifierKind.Uuid, uuid, proof);
        return profile;
    }

    /// <summary>A uuid for a profile that came without one.</summary>
    public static string MakeUuid(DateTimeOffset at) =>
        // Such a uuid knows no moment before 1970, where a clock may stand.
        Guid.CreateVersion7(at < DateTimeOffset.UnixEpoch ? DateTimeOffset.UnixEpoch : at).ToString("D");

    /// <summary>Gives the profile that lost the identifier, or null.</summary>
    private static ProfileState? Replace(
        IProfileDirectory profiles, ProfileState profile, IdentifierKind kind, string? present, string value, LinkProof proof)
    {
        if (present is not null && present != value)
        {
            profiles.Unlink(kind, present);
        }

        var holder = profiles.Find(kind, value);
        profiles.Link(profile, kind, value, proof);
        profiles.Changed(profile);
        if (holder is null || holder.Id == profile.Id)
        {
            return null;
        }

        profiles.Changed(holder);
        return holder;
    }

    // A profile is always found by some uuid: where it lost its only one, it gets one from the server.
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
