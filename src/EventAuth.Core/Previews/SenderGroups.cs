namespace EventAuth.Core.Previews;

/// <summary>Which senders have to do with each other.</summary>
internal sealed class SenderGroups
{
    public SenderGroups(RecordedDecisions recorded, IReadOnlyList<FormerLink> former, int shares)
    {
        Shares = shares;
        var groups = new IdentifierGroups();
        var profiles = new Dictionary<long, int>();
        foreach (var link in former)
        {
            profiles[link.Profile] = groups.Join(link.Identifier, profiles.TryGetValue(link.Profile, out var place) ? place : null);
        }

        foreach (var sender in recorded.Senders.Where(sender => sender.CanLink))
        {
            int? place = null;
            foreach (var identifier in (ReadOnlySpan<ulong>)[sender.Uuid, sender.Email, sender.CustomId])
            {
                place = identifier == 0 ? place : groups.Join(identifier, place);
            }
        }

        OfSender = [.. recorded.Senders.Select(sender => groups.GroupOf(sender.First))];
        OfFormer = [.. former.Select(link => groups.GroupOf(link.Identifier))];
        Count = groups.Count;
    }

    /// <summary>Into how many shares they are divided.</summary>
    public int Shares { get; }

    /// <summary>By the place of a sender: the number of its group.</summary>
    public int[] OfSender { get; }

    /// <summary>By the place of a former link: the number of its group.</summary>
    public int[] OfFormer { get; }

    /// <summary>Each group's number is below.</summary>
    public int Count { get; }

    /// <summary>Which share decides a group: each is decided by one, in the order of its events.</summary>
    public int ShareOf(int group) => group % Shares;
}
