using EventAuth.Core.Decisions;

namespace EventAuth.Admin.Components.Kit;

/// <summary>What a <see cref="VerdictBadge"/> says by its colour.</summary>
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

    /// <summary>The class of its colour in app.css.</summary>
    public static string? ToStyle(this VerdictKind kind) => kind switch
    {
        VerdictKind.None => null,
        VerdictKind.Accepted => "accepted",
        VerdictKind.MayChange => "may-change",
        VerdictKind.Rejected => "rejected",
        VerdictKind.Attention => "attention",
    };
}
