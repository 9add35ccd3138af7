using EventAuth.Admin.Demo.Shop;

namespace EventAuth.Admin.Demo.Traffic;

/// <summary>What a browser sends.</summary>
/// <param name="Site">The site whose page sends it.</param>
/// <param name="Events">One event, or several for a batch.</param>
/// <param name="Token">The token, or null.</param>
internal sealed record DemoRequest(DemoSite Site, IReadOnlyList<object> Events, string? Token);
