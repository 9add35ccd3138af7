using EventAuth.Core.Decisions;

namespace EventAuth.Core.Explanations;

/// <summary>Where something is done differently.</summary>
public enum EditPlace
{
    Lists,
    Certificate,

    /// <summary>In what the shop's site or backend sends.</summary>
    Request,
}
