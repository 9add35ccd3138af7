using EventAuth.Core.Decisions;

namespace EventAuth.Admin.Components.Kit;

/// <summary>What a <see cref="VerdictBadge"/> says by its colour.</summary>
public enum Verdict
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
    public static Verdict ToKind(this Decision decision) =>
        !decision.Accepted ? Verdict.Rejected : decision.MayChangeData ? Verdict.MayChange : Verdict.Accepted;

    /// <summary>The class of its colour in app.css.</summary>
    public static string? ToStyle(this Verdict verdict) => verdict switch
    {
        Verdict.None => null,
        Verdict.Accepted => "accepted",
        Verdict.MayChange => "may-change",
        Verdict.Rejected => "rejected",
        Verdict.Attention => "attention",
    };
}
