namespace EventAuth.Core.Audit;

/// <summary>What is wrong with a trail.</summary>
public enum AuditFlaw
{
    /// <summary>The entry is not what was recorded.</summary>
    Changed,

    /// <summary>There is no entry of this number, and later ones are there.</summary>
    Missing,

    /// <summary>In the entry's place stands another one.</summary>
    OutOfOrder,

    /// <summary>The trail ends before its head.</summary>
    CutTail,

    /// <summary>Not one entry was sealed under the key: the trail was made anew without it, or the key is another one.</summary>
    Recomputed,

    /// <summary>
    /// Each entry is sealed, but a head that was kept is not among them: somebody who has the key made the trail anew, or somebody cut its
    /// end and put an older head beside it.
    /// </summary>
    HeadDiffers,
}
