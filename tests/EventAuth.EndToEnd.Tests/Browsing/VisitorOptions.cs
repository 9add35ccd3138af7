using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.EndToEnd.Tests.Browsing;

/// <summary>How a visitor looks at the console.</summary>
/// <param name="Width">Width of the window in CSS pixels.</param>
/// <param name="Still">Whether their system asks for reduced motion; null for the half of all visitors who come over PostgreSQL.</param>
public sealed record VisitorOptions(int Width = 1280, bool? Still = null)
{
    /// <summary>Whether their system asks for reduced motion.</summary>
    public bool WantsReducedMotion => Still ?? TestDatabase.IsPostgres;
}
