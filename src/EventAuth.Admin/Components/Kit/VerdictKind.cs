namespace EventAuth.Admin.Components.Kit;

/// <summary>What a <see cref="VerdictBadge"/> shows by its colour, which app.css has under the same name.</summary>
public enum VerdictKind
{
    /// <summary>Nothing in particular.</summary>
    None,

    /// <summary>Accepted.</summary>
    Accepted,

    /// <summary>Accepted, and may change customer data.</summary>
    MayChange,

    /// <summary>Rejected.</summary>
    Rejected,

    /// <summary>Needs attention.</summary>
    Attention,
}

internal static class VerdictStyle
{
    /// <summary>The colour of a decision.</summary>
    public static VerdictKind ToKind(this Decision decision) =>
        !decision.Accepted ? VerdictKind.Rejected : decision.MayChangeData ? VerdictKind.MayChange : VerdictKind.Accepted;
}
