namespace EventAuth.Admin.Demo.Traffic;

/// <summary>What happens when.</summary>
/// <param name="RotateAfter">When the shop changes its key, after the first event.</param>
internal sealed record DemoPlan(TimeSpan RotateAfter);
